"""northstar-bot keeps a company's North Star where people already talk: in Slack."""

__version__ = "0.1.0"
