"""The form “Give thanks”: whom, what they did, what it changed, and which value or input."""

import json
from dataclasses import dataclass
from typing import Any

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import ChannelId, GroupId, MetricKey, PersonId, TeamKey, ValueKey
from northstar_bot.domain.shoutouts import LONGEST, PEOPLE, TEXT, VALUE
from northstar_bot.domain.thanks_form import INPUT, ThanksForm, Wish
from northstar_bot.render import blocks
from northstar_bot.render.ids import THANKS_FORM
from northstar_bot.render.message import Block, View
from northstar_bot.render.metadata import carried
from northstar_bot.render.words import plain

TEAMS, CHANGED = "teams", "changed"
_MOST_OPTIONS = 100
_TEAM, _GROUP = "team:", "group:"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the form was opened and which message it is about; travels with the form as ids."""

    channel: ChannelId | None = None
    message: Receipt | None = None

    def packed(self) -> str:
        """As private metadata."""
        message = [self.message.channel, self.message.ts] if self.message else None
        return json.dumps({"channel": self.channel, "message": message})

    @classmethod
    def unpacked(cls, metadata: str) -> "Origin":
        """From private metadata."""
        found = carried(metadata)
        message = found.get("message")
        return cls(found.get("channel"), Receipt(*message) if message else None)


def thanks_form(form: ThanksForm, origin: Origin, filled: Wish | None = None, sought: str = "") -> View:
    """The form, with whatever is known already filled in; `sought` is a name that was nobody's."""
    wish = filled or Wish()
    shown = [
        *_nobody(sought),
        blocks.input_block(
            PEOPLE,
            "Whom do you thank?",
            blocks.people_field(initial=wish.people, placeholder="Pick people"),
            optional=bool(form.teams or form.groups),
        ),
        *_teams(form, wish),
        blocks.input_block(
            TEXT,
            "What did they do?",
            blocks.text_field(
                initial=wish.text,
                multiline=True,
                longest=LONGEST,
                placeholder="e.g. Joined our call with a customer and explained where the product is going",
            ),
            hint="Say what happened, so that others can see it too.",
        ),
        blocks.input_block(
            CHANGED,
            "What did it change?",
            blocks.text_field(
                multiline=True,
                longest=LONGEST,
                placeholder="e.g. The first contract that includes the feature we built is signed",
            ),
            optional=True,
        ),
        *_choices(form, wish),
    ]
    return blocks.modal(THANKS_FORM, "Give thanks", shown, submit="Give thanks", metadata=origin.packed())


def _nobody(sought: str) -> list[Block]:
    if not sought:
        return []
    return [blocks.section_plain(f"Nobody called “{plain(sought, 60)}” was found. Pick whom you mean here.")]


def _teams(form: ThanksForm, wish: Wish) -> list[Block]:
    options = [blocks.option(plain(team.name, 75), f"{_TEAM}{team.key}") for team in form.teams]
    options += [blocks.option(plain(f"@{group.handle}", 75), f"{_GROUP}{group.id}") for group in form.groups]
    chosen = {*(f"{_TEAM}{key}" for key in wish.teams), *(f"{_GROUP}{group}" for group in wish.groups)}
    initial = [option for option in options if option["value"] in chosen]
    # Whatever was named already must be among the options, or Slack refuses the form.
    offered = [*initial, *(option for option in options if option not in initial)][:_MOST_OPTIONS]
    offered.sort(key=options.index)
    if not offered:
        return []
    field = blocks.many_select_field(offered, initial=initial, placeholder="Pick teams")
    return [blocks.input_block(TEAMS, "Whole teams or groups", field, optional=True)]


def _choices(form: ThanksForm, wish: Wish) -> list[Block]:
    values = [
        blocks.option(plain(value.name, 75), value.key, plain(value.meaning, 75) if value.meaning else None)
        for value in form.values[:_MOST_OPTIONS]
    ]
    inputs = [blocks.option(plain(one.name, 75), one.key) for one in form.inputs[:_MOST_OPTIONS]]
    shown: list[Block] = []
    if values:
        initial = next((one for one in values if one["value"] == wish.value), None)
        field = blocks.select_field(values, initial=initial, placeholder="Pick a value")
        optional = not form.value_required
        shown.append(blocks.input_block(VALUE, "Which value did they live?", field, optional=optional))
    if inputs:
        field = blocks.select_field(inputs, placeholder="Pick an input")
        shown.append(blocks.input_block(INPUT, "Which input does it move?", field, optional=True))
    return shown


def wish_of(fields: dict[str, Any], origin: Origin) -> Wish:
    """What was filled in."""
    chosen = fields.get(TEAMS) or []
    told = [fields.get(TEXT) or "", fields.get(CHANGED) or ""]
    return Wish(
        people=tuple(PersonId(one) for one in fields.get(PEOPLE) or []),
        groups=tuple(GroupId(one.removeprefix(_GROUP)) for one in chosen if one.startswith(_GROUP)),
        teams=tuple(TeamKey(one.removeprefix(_TEAM)) for one in chosen if one.startswith(_TEAM)),
        text="\n".join(part for part in told if part.strip()),
        value=ValueKey(fields[VALUE]) if fields.get(VALUE) else None,
        input=MetricKey(fields[INPUT]) if fields.get(INPUT) else None,
        channel=origin.channel,
        message=origin.message,
    )
