"""Thanks and what is counted from them."""
