"""The all-hands deck before anybody draws it."""
