"""How the database grew, step by step; shipped inside the package."""
