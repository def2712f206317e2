"""Pivots and what they re-weigh."""
