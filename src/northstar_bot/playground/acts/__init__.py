"""What people do in Slack, one file per kind of act."""
