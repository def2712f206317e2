"""A proposal as a person fills it in: answers of the form in, a draft out, or a sentence under every wrong field."""

import re
import unicodedata
from collections.abc import Mapping

from northstar_bot.domain.company.company import Company, Dimension, Kind, Orientation, Star, Style
from northstar_bot.domain.declaration import form
from northstar_bot.domain.errors import BadInput, Invalid
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.pivots.company import succeeded
from northstar_bot.domain.pivots.pivot import NewInput, PivotDraft
from northstar_bot.domain.requests.requests import NO_INPUT, STAR_ONLY
from northstar_bot.domain.typed import cleaned, one_line, wrong_length

NEW = "new"
KEEP, RETIRE, BECOMES = "keep", "retire", "becomes-"
MOST_NEW_INPUTS = 8
NAME, VISION, REASON, LONG = (3, 100), (10, 600), (30, 800), (0, 800)
_LINE = re.compile(r"(?:(?P<dimension>[A-Za-z]+)\s*:)?\s*(?P<name>.+)")
# Words that forms and verdicts use in the place of a key.
_TAKEN = frozenset({STAR_ONLY, NO_INPUT, NEW, "unsure"})
_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")


def input_field(key: str) -> str:
    """The field of the form that says what becomes of an input."""
    return f"input.{key}"


def read(answers: form.Answers, company: Company, star: Star) -> PivotDraft:
    """The draft, or Invalid."""
    wrong = _wrong_texts(answers)
    name = one_line(form.maybe(answers, "name"))
    metric = _metric(answers, company, star, name, wrong)
    new_inputs = _new_inputs(answers, company, metric, wrong)
    carried = _carried(answers, company, metric, new_inputs, wrong)
    if not wrong and not new_inputs and not any(carried.values()):
        wrong["new_inputs"] = "A star needs at least one input: what a squad can move this week."
    if wrong:
        raise Invalid(wrong)
    draft = PivotDraft(
        metric=metric,
        name=name,
        vision=cleaned(form.maybe(answers, "vision")),
        reason=cleaned(form.maybe(answers, "reason")),
        result=cleaned(form.maybe(answers, "result")),
        carried=carried,
        new_inputs=new_inputs,
        unit=one_line(form.maybe(answers, "unit")),
        style=Style(answers.get("style") or Style.COUNT),
        definition=cleaned(form.maybe(answers, "definition")),
        orientation=Orientation(answers.get("orientation") or Orientation.PRODUCT),
        stage=one_line(form.maybe(answers, "stage")),
        exit_criteria=form.criteria(form.maybe(answers, "exit_criteria")),
    )
    _must_stand(company, draft)
    return draft


def _wrong_texts(answers: form.Answers) -> dict[str, str]:
    wrong: dict[str, str] = {}
    asked = {
        "name": (NAME, "name the next star"),
        "vision": (VISION, "say what the star is for"),
        "reason": (REASON, "say why the star changes"),
        "result": (LONG, "say what the old star brought"),
        "definition": (LONG, "say how it is counted"),
        "stage": ((0, 100), "name the stage"),
        "unit": ((0, 30), "name the unit"),
    }
    for field, (bounds, wish) in asked.items():
        wrong |= wrong_length(field, form.maybe(answers, field), bounds, wish)
    return wrong


def _metric(
    answers: form.Answers, company: Company, star: Star, name: str, wrong: dict[str, str]
) -> MetricKey:
    chosen = answers.get("metric") or NEW
    if chosen != NEW:
        known = company.metric(chosen)
        if known is None or known.key == star.metric:
            wrong["metric"] = "Choose another metric than the star of today."
        return MetricKey(chosen)
    key = key_for(name, "star")
    if known := company.metric(key):
        wrong["name"] = f"“{known.name[:60]}” is a metric already: choose it above, or choose another name."
    return key


def _new_inputs(
    answers: form.Answers, company: Company, star: MetricKey, wrong: dict[str, str]
) -> tuple[NewInput, ...]:
    lines = [line for line in form.maybe(answers, "new_inputs").splitlines() if one_line(line)]
    if len(lines) > MOST_NEW_INPUTS:
        wrong["new_inputs"] = f"Please name at most {MOST_NEW_INPUTS} new inputs."
        return ()
    found: list[NewInput] = []
    for line in lines:
        new = _new_input(line)
        known = company.metric(new.key)
        if new.key == star or new.key in {each.key for each in found} or len(new.name) > NAME[1]:
            wrong["new_inputs"] = f"“{new.name[:60]}” cannot be an input: it is taken, or too long."
        elif known and known.kind in (Kind.INPUT, Kind.STAR):
            wrong["new_inputs"] = f"“{known.name[:60]}” is there today: keep it in its own line above."
        found.append(new)
    return tuple(found)


def _new_input(line: str) -> NewInput:
    found = _LINE.fullmatch(one_line(line))
    said = (found["dimension"] or "").casefold() if found else ""
    if found is None or said not in set(Dimension):
        return NewInput(key_for(one_line(line), "input"), one_line(line))
    return NewInput(key_for(found["name"], "input"), found["name"], Dimension(said))


def _carried(
    answers: form.Answers,
    company: Company,
    star: MetricKey,
    new_inputs: tuple[NewInput, ...],
    wrong: dict[str, str],
) -> Mapping[MetricKey, MetricKey | None]:
    carried: dict[MetricKey, MetricKey | None] = {}
    for metric in company.of_kind(Kind.INPUT):
        field = input_field(metric.key)
        chosen = str(answers.get(field) or "")
        carried[metric.key] = None
        if not chosen:
            wrong[field] = f"Say what becomes of {metric.name[:60]}."
        elif chosen == KEEP and metric.key == star:
            wrong[field] = "It becomes the star itself: choose Retire."
        elif chosen == KEEP:
            carried[metric.key] = metric.key
        elif chosen.startswith(BECOMES):
            line = chosen.removeprefix(BECOMES)
            new = dict(zip(map(str, range(1, MOST_NEW_INPUTS + 1)), new_inputs, strict=False)).get(line)
            carried[metric.key] = new.key if new else None
            if new is None:
                wrong[field] = f"There is no line {line[:3]} among the new inputs."
    return carried


def _must_stand(company: Company, draft: PivotDraft) -> None:
    try:
        succeeded(company, draft)
    except BadInput as error:
        raise Invalid({"name": error.words}) from error


def key_for(name: str, otherwise: str) -> MetricKey:
    """A key made of a name: `Weekly lessons completed` is weekly_lessons_completed."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    key = _OTHER_SIGNS.sub("_", plain).strip("_").lstrip("0123456789_")[:40].rstrip("_")
    if not key or key in _TAKEN:
        return MetricKey(f"{key or otherwise}_{sum(map(ord, name)) % 1000}")
    return MetricKey(key)
