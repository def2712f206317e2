"""The ways by which Slack reaches the bot: signed HTTP requests and Socket Mode."""
