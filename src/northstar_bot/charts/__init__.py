"""Series in, chart blocks and picture bytes out, always with alt text."""
