"""The Web API of the playground, one file per noun."""
