"""What the weekly digest compares, shows and withholds."""
