"""Replacing the star."""
