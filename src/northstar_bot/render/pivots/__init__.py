"""Replacing the star, drawn."""
