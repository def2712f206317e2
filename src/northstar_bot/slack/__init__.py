"""The only rooms that know Slack."""
