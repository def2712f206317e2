"""KPI or North Star? What each is for, with numbers that misled and numbers that did not."""

from northstar_bot.render import blocks
from northstar_bot.render.message import Message
from northstar_bot.render.words import escape

_KINDS = (
    ("The North Star", "one number for the whole company: how often customers get what they came for."),
    ("An input", "what a squad can move this week so that the star moves. A squad picks one."),
    ("A guardrail", "what must not get worse on the way up, such as churn."),
    (
        "A KPI",
        "any number of one area, such as uptime or the cost of a new customer. It may support the star.",
    ),
)
# A number that can please while nobody is helped, and one that cannot.
_INSTEAD = (
    ("registered users", "time spent listening (Spotify)"),
    ("page views", "nights booked (Airbnb)"),
    ("accounts opened", "meetings hosted in a week (Zoom)"),
    ("installs", "messages sent (WhatsApp)"),
    ("log-ins to a CRM", "deals closed with its automation"),
    ("daily users of a school tool", "lessons completed in a week"),
)
_STAGES = (
    "Which input leads? While few know the product: breadth, counted in active users, never in registered ones. "
    "Later: depth and frequency, because keeping people is what grows. Efficiency is how soon the first value comes."
)
_MORE = "/northstar star check looks at yours."


def card() -> Message:
    """All of it on one screen."""
    instead = [f"{better}, not {worse}" for worse, better in _INSTEAD]
    said = [f"{name}: {what}" for name, what in _KINDS]
    drawn = [[blocks.words(f"{name}: ", bold=True), blocks.words(what)] for name, what in _KINDS]
    good = [[blocks.words(line)] for line in instead]
    heading = "KPI or North Star?"
    return Message(
        escape("\n".join([heading, *said, "Numbers that hold:", *instead, _STAGES, _MORE])),
        (
            blocks.header(heading),
            blocks.rich(blocks.bullets(drawn)),
            blocks.rich(blocks.paragraph(blocks.words("Numbers that hold", bold=True)), blocks.bullets(good)),
            blocks.section_plain(_STAGES),
            blocks.context_plain(_MORE),
        ),
    )
