"""What the core asks of the world, one file per noun."""
