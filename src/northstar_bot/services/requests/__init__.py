"""Everything that is done with a request."""
