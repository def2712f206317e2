"""The one place where real things are joined together."""
