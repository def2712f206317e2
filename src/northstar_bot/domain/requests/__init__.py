"""The life of a request from the first question to the look back."""
