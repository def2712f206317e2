"""The weekly digest in each of its forms."""
