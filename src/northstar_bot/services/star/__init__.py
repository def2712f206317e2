"""The star on demand."""
