"""The form “Give thanks”: whom, what they did, what it changed, what it is about, and who may read it."""

import json
from dataclasses import dataclass
from typing import Any

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import ChannelId, GroupId, MetricKey, PersonId, TeamKey, ValueKey
from northstar_bot.domain.recognition.shoutouts import ENOUGH, LONGEST, PEOPLE, TEXT, VALUE
from northstar_bot.domain.recognition.thanks_form import (
    INPUT,
    REQUEST,
    WHERE,
    Offered,
    ThanksForm,
    Where,
    Wish,
)
from northstar_bot.render import blocks
from northstar_bot.render.ids import THANKS_FORM
from northstar_bot.render.message import Block, View
from northstar_bot.render.metadata import carried
from northstar_bot.render.words import plain

CHANGED = "changed"
_MOST_OPTIONS = 100
_TEAM, _GROUP, _PERSON = "team:", "group:", "person:"
_TOO_LONG = 10


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
            _picker(_chosen(form, wish)),
            hint="A team is thanked as a team and through its people; everybody counts once.",
        ),
        *_prompts(wish.text),
        *_choices(form, wish),
        blocks.input_block(
            REQUEST,
            "Which request is it about?",
            blocks.text_field(initial=str(wish.request or ""), placeholder="e.g. 42", longest=10),
            optional=True,
        ),
        *_where(form, origin, wish),
    ]
    return blocks.modal(THANKS_FORM, "Give thanks", shown, submit="Give thanks", metadata=origin.packed())


def _prompts(text: str) -> list[Block]:
    """What somebody did, and what it changed."""
    done = blocks.text_field(
        initial=text,
        multiline=True,
        longest=LONGEST,
        placeholder="e.g. Joined our call with a customer and explained where the product is going",
    )
    changed = blocks.text_field(
        multiline=True,
        longest=LONGEST,
        placeholder="e.g. The first contract that includes the feature we built is signed",
    )
    hint = f"Say what happened, in {ENOUGH} characters or more, so that others can see it too."
    return [
        blocks.input_block(TEXT, "What did they do?", done, hint=hint),
        blocks.input_block(CHANGED, "What did it change?", changed, optional=True),
    ]


def _nobody(sought: str) -> list[Block]:
    if not sought:
        return []
    return [blocks.section_plain(f"Nobody called “{plain(sought, 60)}” was found. Pick whom you mean here.")]


def _picker(chosen: list[Block]) -> Block:
    """Options are asked for while somebody types, also before the first letter."""
    placeholder = blocks.plain_text("People, teams or user groups")
    picker: Block = {"type": "multi_external_select", "min_query_length": 0, "placeholder": placeholder}
    return picker | ({"initial_options": chosen} if chosen else {})


def _chosen(form: ThanksForm, wish: Wish) -> list[Block]:
    """Whoever is named already; Slack shows them without asking for suggestions."""
    groups = {group.id: f"@{group.handle}" for group in form.groups}
    chosen = [
        *((form.team_names.get(key, key), f"{_TEAM}{key}") for key in wish.teams),
        *((groups.get(group, group), f"{_GROUP}{group}") for group in wish.groups),
        *((form.names.get(person, person), f"{_PERSON}{person}") for person in wish.people),
    ]
    return [_option(name, value) for name, value in chosen[:_MOST_OPTIONS]]


def suggested(found: Offered) -> list[Block]:
    """What comes up under the picker: our teams, user groups, people."""
    sections = {
        "Teams": [_option(team.name, f"{_TEAM}{team.key}") for team in found.teams],
        "User groups": [_option(f"@{group.handle}", f"{_GROUP}{group.id}") for group in found.groups],
        "People": [_option(person.name, f"{_PERSON}{person.id}") for person in found.people],
    }
    return [
        {"label": blocks.plain_text(label), "options": options[:_MOST_OPTIONS]}
        for label, options in sections.items()
        if options
    ]


def _option(name: str, value: str) -> Block:
    return blocks.option(plain(name, 75) or value, value)


def _where(form: ThanksForm, origin: Origin, wish: Wish) -> list[Block]:
    here = origin.channel is not None and not origin.channel.startswith("D") and form.feed is not None
    told = {
        Where.FEED: "In the open: the feed of thanks" if form.feed else "In the open",
        **({Where.HERE: "In the open: here, in this conversation"} if here else {}),
        **({Where.PRIVATE: "Private: only who is thanked reads it"} if form.private else {}),
    }
    options = [blocks.option(label, where) for where, label in told.items()]
    if len(options) == 1:
        return []
    initial = next((one for one in options if one["value"] == wish.where), options[0])
    return [blocks.input_block(WHERE, "Who may read it?", blocks.radio_field(options, initial=initial))]


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
    chosen = fields.get(PEOPLE) or []
    number = fields.get(REQUEST) or ""
    told = [fields.get(TEXT) or "", fields.get(CHANGED) or ""]
    return Wish(
        people=tuple(PersonId(one.removeprefix(_PERSON)) for one in chosen if one.startswith(_PERSON)),
        groups=tuple(GroupId(one.removeprefix(_GROUP)) for one in chosen if one.startswith(_GROUP)),
        teams=tuple(TeamKey(one.removeprefix(_TEAM)) for one in chosen if one.startswith(_TEAM)),
        text="\n".join(part for part in told if part.strip()),
        value=ValueKey(fields[VALUE]) if fields.get(VALUE) else None,
        input=MetricKey(fields[INPUT]) if fields.get(INPUT) else None,
        channel=origin.channel,
        message=origin.message,
        request=_number(number) if number.strip() else None,
        where=Where(fields.get(WHERE) or Where.FEED),
    )


def _number(typed: str) -> int:
    bare = typed.strip().removeprefix("#").strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) < _TOO_LONG):
        raise BadInput("Which request? Give its number.", "For example 42. See /northstar requests.", REQUEST)
    return int(bare)
