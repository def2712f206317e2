"""Readings and what they say, in words and blocks."""
