"""The star, the squads and the kick-offs, drawn."""
