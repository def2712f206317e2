"""One file per feature: all its doors."""
