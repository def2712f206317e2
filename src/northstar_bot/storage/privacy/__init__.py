"""What is erased, kept for a time, or handed out whole."""
