"""Measured, not promised: medians and ratios of one run."""
