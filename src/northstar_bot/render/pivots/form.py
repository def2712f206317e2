"""The form of a pivot: the next star, what becomes of each input, why, and what approval would do."""

from collections.abc import Mapping
from typing import Any

from northstar_bot.domain.company.company import Company, Dimension, Kind, Orientation, Style
from northstar_bot.domain.pivots.form import BECOMES, KEEP, MOST_NEW_INPUTS, NEW, RETIRE, input_field
from northstar_bot.domain.pivots.views import PivotForm, PivotPage, PivotPreview
from northstar_bot.domain.pivots.wording import Dividing
from northstar_bot.render import blocks
from northstar_bot.render.ids import PIVOT_FORM
from northstar_bot.render.message import Block, View
from northstar_bot.render.pivots.words import (
    consequences,
    dividing_lines,
    input_lines,
    name_of,
    soon_words,
    tally_line,
)
from northstar_bot.render.words import plain

PREVIEW, PROPOSE = "preview", "propose"
# A form takes 100 blocks; no star has so many inputs.
_MOST_INPUTS = 60
Answers = Mapping[str, Any]


def pivot_form(
    form: PivotForm, answers: Answers | None = None, preview: PivotPreview | None = None, wish: str = PREVIEW
) -> View:
    """The form as it stands; `preview` says on top what was computed, and nothing of it is kept."""
    filled = answers or {}
    page = [
        blocks.section_plain(f"This replaces {name_of(form.star)}, version {form.star.version}."),
        *_warning(form),
        *(_previewed(preview) if preview else []),
        *_star(form.company, filled),
        *_inputs(form.company, filled),
        *_more(filled),
        _next(wish),
    ]
    return blocks.modal(PIVOT_FORM, "Replace the star", page, submit="Continue")


def proposed(name: str, page_then: PivotPage) -> View:
    """What comes next, once a proposal is kept, and which of its words may divide."""
    alone = page_then.is_owner and page_then.opens_at is not None
    whoever = "Another owner" if page_then.is_owner else "An owner"
    who = (
        "As the only owner you may approve it yourself after 24 hours, with /northstar pivot."
        if alone
        else f"{whoever} approves it with /northstar pivot. Until then nothing changes."
    )
    page = [
        blocks.rich(blocks.paragraph(blocks.words("Proposed: ", bold=True), blocks.words(plain(name, 100)))),
        blocks.section_plain(who),
        *_advice(page_then.dividing),
    ]
    return blocks.modal(PIVOT_FORM, "Proposed", page, close="Done")


def _warning(form: PivotForm) -> list[Block]:
    if form.too_soon is None:
        return []
    return [blocks.section_plain(f"⚠ {soon_words(form.star, form.too_soon)}")]


def _previewed(preview: PivotPreview) -> list[Block]:
    lines = [*input_lines(preview.draft, preview.input_names), *consequences(preview.tally)]
    return [
        blocks.divider(),
        *_advice(preview.dividing),
        blocks.rich(
            blocks.paragraph(blocks.words("What approval would do. Nothing is kept yet.", bold=True)),
            blocks.paragraph(blocks.words(tally_line(preview.tally))),
            blocks.bullets([[blocks.words(line)] for line in lines]),
        ),
        blocks.divider(),
    ]


def _advice(found: Dividing) -> list[Block]:
    lines = dividing_lines(found)
    return [blocks.section_plain("\n".join(lines))] if lines else []


def _star(company: Company, filled: Answers) -> list[Block]:
    known = [metric for metric in company.metrics if metric.kind is not Kind.STAR][:99]
    metrics = [blocks.option("A new metric", NEW)]
    metrics += [blocks.option(plain(metric.name, 75), metric.key) for metric in known]
    return [
        _text("name", "The next star", filled, placeholder="Weekly lessons completed"),
        blocks.input_block(
            "metric",
            "Which metric is it?",
            blocks.select_field(metrics, initial=_chosen(metrics, filled.get("metric"), NEW)),
            hint="A known metric keeps its readings and its source.",
        ),
        _text("vision", "Vision: the value it stands for", filled, multiline=True),
        _text("reason", "Why now?", filled, multiline=True, hint="30 to 800 characters. Everybody reads it."),
    ]


def _inputs(company: Company, filled: Answers) -> list[Block]:
    options = [blocks.option("Keep", KEEP), blocks.option("Retire", RETIRE)]
    options += [
        blocks.option(f"Becomes line {line} below", f"{BECOMES}{line}")
        for line in range(1, MOST_NEW_INPUTS + 1)
    ]
    fields = [
        blocks.input_block(
            input_field(metric.key),
            plain(f"{metric.name}: and then?", 150),
            # Nothing stands there at first: that an input ends is for a person to say.
            blocks.select_field(options, initial=_said(options, filled.get(input_field(metric.key)))),
        )
        for metric in company.of_kind(Kind.INPUT)[:_MOST_INPUTS]
    ]
    example = "depth: Lessons assigned per teacher"
    kinds = ", ".join(Dimension)
    hint = f"One a line, if you like with its kind in front: {kinds}."
    return [
        *fields,
        _text(
            "new_inputs", "New inputs", filled, multiline=True, hint=hint, optional=True, placeholder=example
        ),
    ]


def _more(filled: Answers) -> list[Block]:
    styles = [blocks.option(style.value.capitalize(), style.value) for style in Style]
    about = [blocks.option(one.value.capitalize(), one.value) for one in Orientation]
    return [
        _text("result", "What did the old star bring?", filled, multiline=True, optional=True),
        _text("definition", "Counted as", filled, optional=True),
        _text("unit", "Unit", filled, optional=True, placeholder="lessons"),
        blocks.input_block(
            "style",
            "How numbers are written",
            blocks.select_field(styles, initial=_chosen(styles, filled.get("style"), "count")),
        ),
        blocks.input_block(
            "orientation",
            "What it is about",
            blocks.select_field(about, initial=_chosen(about, filled.get("orientation"), "product")),
        ),
        _text("stage", "Stage of the company", filled, optional=True),
        _text(
            "exit_criteria",
            "Exit criteria",
            filled,
            multiline=True,
            optional=True,
            hint="One a line. When all are met it is time for the star after this one.",
        ),
    ]


def _next(wish: str) -> Block:
    options = [
        blocks.option("Only show me what would happen", PREVIEW),
        blocks.option("Propose it for approval", PROPOSE),
    ]
    return blocks.input_block(
        "next", "Then", blocks.radio_field(options, initial=_chosen(options, wish, PREVIEW))
    )


def _text(
    field: str,
    label: str,
    filled: Answers,
    *,
    multiline: bool = False,
    hint: str | None = None,
    optional: bool = False,
    placeholder: str | None = None,
) -> Block:
    box = blocks.text_field(initial=filled.get(field), placeholder=placeholder, multiline=multiline)
    return blocks.input_block(field, label, box, hint=hint, optional=optional)


def _said(options: list[Block], value: Any) -> Block | None:
    return next((each for each in options if each["value"] == value), None)


def _chosen(options: list[Block], value: Any, otherwise: str) -> Block:
    return _said(options, value) or next(each for each in options if each["value"] == otherwise)
