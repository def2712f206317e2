"""python -m northstar_bot"""

from northstar_bot.cli import main

main()
