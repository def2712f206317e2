"""Notes on weeks: written in a line or a form, listed, corrected and removed."""

from northstar_bot.domain.numbers.note_line import NoteLine, read_note
from northstar_bot.render.digest import notes as drawn
from northstar_bot.render.errors import notice
from northstar_bot.render.ids import NOTE_CORRECT, NOTE_CORRECT_FORM, NOTE_FORM, NOTE_OPEN, NOTE_REMOVE
from northstar_bot.render.message import Message, View
from northstar_bot.slack.feature import Call, Command, Feature
from northstar_bot.slack.markup import as_read
from northstar_bot.slack.reading import must_be_number


async def note(call: Call) -> Message | None:
    """Keep a note; with words missing, or no metric among them, a form opens with those that were typed."""
    typed = as_read(call.text)
    line = read_note(typed)
    form = await call.services.annotations.form(call.viewer)
    keys = {metric.key for metric in form.metrics}
    company = await call.services.company.of(call.viewer.workspace)
    known = company is not None and company.metric(line.metric.lower()) is not None
    if known and line.text:
        kept = await call.services.annotations.add(
            call.viewer, line.metric.lower(), line.text, line.week or None
        )
        return drawn.kept(kept)
    rest = line if known else NoteLine(text=typed.strip())
    chosen = rest.metric.lower() if rest.metric.lower() in keys else ""
    await call.screen.open(drawn.note_form(form.metrics, form.week, chosen, rest.text))
    return None


async def open_form(call: Call) -> Message | None:
    """The empty form, from a button."""
    form = await call.services.annotations.form(call.viewer)
    await call.screen.open(drawn.note_form(form.metrics, form.week))
    return None


async def keep(call: Call) -> View | None:
    """The form, kept or sent back with what is wrong under its field."""
    said = call.fields
    kept = await call.services.annotations.add(
        call.viewer, said.get("metric") or "", said.get("text") or "", said.get("week")
    )
    return notice("Noted", drawn.kept(kept))


async def notes(call: Call) -> Message | None:
    """The latest notes, on one metric or on all."""
    return drawn.listing(await call.services.annotations.page(call.viewer, as_read(call.text)))


async def open_correction(call: Call) -> Message | None:
    """The words again, to be changed."""
    found = await call.services.annotations.find(call.viewer, _number(call.value))
    await call.screen.open(drawn.correct_form(found.id, found.text))
    return None


async def keep_correction(call: Call) -> View | None:
    """Keep the better words."""
    number = _number(call.metadata)
    return notice(
        "Noted",
        drawn.kept(
            await call.services.annotations.correct(call.viewer, number, call.fields.get("text") or "")
        ),
    )


async def remove(call: Call) -> Message | None:
    """Take a note back; the list is drawn anew."""
    await call.services.annotations.remove(call.viewer, _number(call.value))
    await call.screen.replace(drawn.listing(await call.services.annotations.page(call.viewer)))
    return None


def _number(text: str) -> int:
    return must_be_number(text, "Which note?", "Use the buttons of /northstar notes.")


FEATURE = Feature(
    commands=(
        Command(
            "note",
            "Write what happened in a week of a number you own",
            "note [metric] [week] [what happened]",
            note,
            writes=True,
        ),
        Command("notes", "What people noted on weeks", "notes [metric]", notes),
    ),
    actions={NOTE_OPEN: open_form, NOTE_CORRECT: open_correction, NOTE_REMOVE: remove},
    views={NOTE_FORM: keep, NOTE_CORRECT_FORM: keep_correction},
)
