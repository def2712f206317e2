"""A believable company in a local Slack: three weeks of a teaching product, with the real bot."""
