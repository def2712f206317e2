"""The weekly digest, and the words that owners add to it."""
