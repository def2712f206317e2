"""The slide of the team in the spotlight: what it brings, who thanked it, and stories that may be told."""

from northstar_bot.domain.deck.deck import Notes, SpotlightInDeck, SpotlightSlide
from northstar_bot.domain.numbers import figures

MOST_TOLD = 2
RULE = f"Up to {MOST_TOLD} more are told beside the team in the spotlight."


def spotlight_slide(light: SpotlightInDeck) -> SpotlightSlide:
    """One team, one sentence, and the first stories that may be told."""
    stories = tuple(story for story in light.stories if story.untold is None)[:MOST_TOLD]
    title, sentence = f"In the spotlight: {light.team}", _sentence(light)
    brings = f"They bring: {light.brings}. " if light.brings else ""
    read = "Read what was said to them. " if stories else ""
    said = f"{title}. {brings}{sentence} {read}Ask them to stand up."
    notes = Notes(said, 30 + 15 * len(stories))
    return SpotlightSlide(title, sentence, light.team, light.brings, light.count, stories, notes)


def _sentence(light: SpotlightInDeck) -> str:
    if not light.count:
        said = f"What has {light.team} done for you? Say it now, or in Slack while you remember it."
    else:
        times = "once" if light.count == 1 else f"{light.count:,} times"
        by = f" by {figures.listed(light.thanked_by)}" if light.thanked_by else ""
        said = f"Thanked {times} while in the spotlight{',' if by else ''}{by}."
    return f"{said} Before them: {figures.listed(light.others)}." if light.others else said
