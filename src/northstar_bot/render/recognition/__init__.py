"""Thanks, pictures of balance and the deck's forms, drawn."""
