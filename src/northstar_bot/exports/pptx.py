"""The deck as a PowerPoint file: native charts, titles where outlines look for them, notes with timing."""

from typing import ClassVar

from northstar_bot.domain.deck.deck import Deck
from northstar_bot.domain.numbers import figures
from northstar_bot.exports import wording
from northstar_bot.exports.fitting import line


class PowerPointFile:
    """One 16:9 presentation; the same deck gives the same bytes."""

    name: ClassVar[str] = "pptx"
    suffix: ClassVar[str] = ".pptx"
    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

    def export(self, deck: Deck) -> bytes:
        """The whole file."""
        from io import BytesIO

        from northstar_bot.exports.powerpoint.archive import settled
        from northstar_bot.exports.powerpoint.slides import draw
        from northstar_bot.exports.powerpoint.stage import empty_presentation

        presentation = empty_presentation()
        for slide, timing in wording.timed(deck.slides):
            drawn = draw(slide, presentation)
            drawn.notes_slide.notes_text_frame.text = f"{timing}\n{line(slide.notes.text)}"
        about = presentation.core_properties
        about.title, about.author = line(deck.title)[:255], line(deck.company)[:255]
        about.subject = figures.days(deck.period.first, deck.period.last)
        about.keywords, about.last_modified_by, about.language = "all-hands", "", "en"
        made = BytesIO()
        presentation.save(made)
        return settled(made.getvalue())


def exporter() -> PowerPointFile:
    """The exporter of this format."""
    return PowerPointFile()
