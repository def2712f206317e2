"""What a company declares, as values."""
