"""Whether the star is a sound one, and whether each squad has its part in it."""
