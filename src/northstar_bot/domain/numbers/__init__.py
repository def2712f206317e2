"""Readings and what they say: limits, trends, splits, pace, evidence."""
