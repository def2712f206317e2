"""company.yaml, from text with line numbers to a declaration."""
