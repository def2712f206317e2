"""Thanks between teams: giving, telling, balance, spotlight, learning."""
