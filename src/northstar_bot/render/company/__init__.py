"""Settings, teams, preferences and help, drawn."""
