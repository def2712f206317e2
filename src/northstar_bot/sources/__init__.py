"""Where readings come from; one file per kind."""
