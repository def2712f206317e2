"""python -m northstar_bot, the same as the console script."""

from northstar_bot.cli import main

main()
