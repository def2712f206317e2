"""Readings and what is kept beside them."""
