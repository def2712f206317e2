"""Checks and changes of what a company declares."""
