"""The deck as the text of a Slack canvas: what is shown, without the speaker's notes; nothing typed comes alive."""

import re

from northstar_bot.domain.deck.deck import Deck, TitleSlide
from northstar_bot.exports.markdown import shown

_JOINER = "\u2060"
# We write no address and no channel ourselves, so that each was typed; an unseen sign keeps it from coming alive.
_ADDRESS = re.compile(
    r"(?<=#)(?=[A-Z0-9])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=mailto)(?=:)|(?<=tel)(?=:)", re.IGNORECASE
)


def canvas_text(deck: Deck) -> str:
    """Markdown as canvases take it; the title stands above the canvas already."""
    parts = [
        part
        for slide in deck.slides
        for at, part in enumerate(shown(slide))
        if at or not isinstance(slide, TitleSlide)
    ]
    return _ADDRESS.sub(_JOINER, "\n\n".join(parts)) + "\n"
