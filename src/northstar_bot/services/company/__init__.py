"""People, teams and the settings of a workspace."""
