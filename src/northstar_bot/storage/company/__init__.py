"""What a company declares and who is in it, as rows."""
