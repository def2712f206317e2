"""A deck in, bytes out; one file per format."""
