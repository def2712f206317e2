"""Values in, Block Kit dicts out; pure."""
