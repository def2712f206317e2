"""Thanks between teams, and what is made of them."""
