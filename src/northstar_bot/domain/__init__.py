"""The business in plain Python: no Slack, no SQL, no clock, no I/O."""
