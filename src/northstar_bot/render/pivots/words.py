"""The words that all pictures of a pivot share: what would happen, and what becomes of the inputs."""

from collections.abc import Mapping

from northstar_bot.domain.company.company import Star
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.pivots.pivot import PivotDraft, Tally
from northstar_bot.domain.pivots.wording import Dividing
from northstar_bot.render.words import count, plain

NAME = 100


def dividing_lines(found: Dividing) -> list[str]:
    """What the authors may want to say otherwise, before everybody reads it."""
    lines = []
    if found.label:
        label = plain(found.label, NAME)
        lines.append(
            f"⚠ “{label}” tells the other teams that their work counts less. Name the customer instead."
        )
    if found.blamed:
        team = plain(found.blamed, NAME)
        lines.append(
            f"⚠ This finds fault with a team ({team}). Say what was learned, without whose doing it was."
        )
    return [*lines, "Everybody reads these words. It is advice: you may leave them."] if lines else []


def tally_line(found: Tally) -> str:
    """`9 open · 14 accepted, of which 5 lose their input · 6 parked, 2 wake · 41 declined, 7 match a new input`."""
    accepted = f", of which {found.in_doubt:,} lose{_s(found.in_doubt)} {_their(found.in_doubt)} input"
    parked = f", {found.waking:,} wake{_s(found.waking)}"
    declined = (
        f", {found.yes_now:,} match{'es' if found.yes_now == 1 else ''} a new input" if found.yes_now else ""
    )
    declined += f", {found.perhaps:,} moved none then" if found.perhaps else ""
    return " · ".join(
        [
            f"{found.open:,} open",
            f"{found.accepted:,} accepted{accepted if found.accepted else ''}",
            f"{found.parked:,} parked{parked if found.parked else ''}",
            f"{found.declined:,} declined{declined}",
        ]
    )


def consequences(found: Tally) -> list[str]:
    """The same in sentences, each with its rule."""
    lines = []
    if found.open:
        stay = "stays open and is" if found.open == 1 else "stay open and are"
        lines.append(f"{count('open request', found.open)} {stay} weighed under the new star.")
    if kept := found.accepted - found.in_doubt:
        lines.append(
            f"{count('accepted request', kept)} keep{_s(kept)} {_their(kept)} input, and stand{_s(kept)}."
        )
    if found.in_doubt:
        lose = f"lose{_s(found.in_doubt)} {_their(found.in_doubt)} input"
        lines.append(
            f"{count('accepted request', found.in_doubt)} {lose}: promised until a person has looked again."
        )
    if found.waking:
        lines.append(
            f"{count('parked request', found.waking)} waited for this and open{_s(found.waking)} again."
        )
    if rest := found.parked - found.waking:
        lines.append(f"{count('parked request', rest)} stay{_s(rest)} parked.")
    if found.declined:
        match = f" {found.yes_now:,} would perhaps be a yes now." if found.yes_now else ""
        match += f" {found.perhaps:,} moved no input then and may move a new one." if found.perhaps else ""
        lines.append(f"{count('declined request', found.declined)} stay{_s(found.declined)} declined.{match}")
    return lines or ["No request is concerned."]


def input_lines(draft: PivotDraft, names: Mapping[MetricKey, str]) -> list[str]:
    """What becomes of every input, the new ones last."""
    called = {key: plain(name, NAME) for key, name in names.items()}
    lines = []
    for old, new in draft.carried.items():
        name = called.get(old, old)
        if new is None:
            lines.append(f"{name} is retired")
        elif new == old:
            lines.append(f"{name} stays")
        else:
            lines.append(f"{name} becomes {called.get(new, new)}")
    reached = set(draft.carried.values())
    return lines + [f"{plain(new.name, NAME)} is new" for new in draft.new_inputs if new.key not in reached]


def soon_words(star: Star, days: int) -> str:
    """The warning about a young star; it advises and never blocks."""
    left = [each for each in star.exit_criteria if not each.met]
    criteria = f" {len(left)} of its {len(star.exit_criteria)} exit criteria are not met." if left else ""
    return (
        f"{plain(star.name, NAME)} has been our star for {count('day', days)} only; "
        f"under 90 it has hardly had time to work.{criteria}"
    )


def name_of(star: Star) -> str:
    """What a star is called, short enough for a heading."""
    return plain(star.name, NAME)


def _s(amount: int) -> str:
    return "s" if amount == 1 else ""


def _their(amount: int) -> str:
    return "its" if amount == 1 else "their"
