"""What is forgotten, when, and on whose word."""
