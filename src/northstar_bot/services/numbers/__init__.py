"""Readings and what is computed from them for one week."""
