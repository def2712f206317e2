"""Shout-outs through all doors: command, form, message shortcut, reaction, boost and undo."""

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import NorthstarError
from northstar_bot.domain.ids import ChannelId, PersonId
from northstar_bot.domain.recognition.reactions import Reacted, moment_of
from northstar_bot.domain.recognition.shoutouts import PEOPLE, worded
from northstar_bot.domain.recognition.thanks_form import ShoutoutCard, ThankedNote, Wish, must_name_people
from northstar_bot.domain.recognition.thanks_pages import Leaf
from northstar_bot.domain.slack_text import as_typed
from northstar_bot.render.errors import notice
from northstar_bot.render.ids import BOOST, BOOST_OFF, THANKS_FORM, THANKS_OPEN, THANKS_UNDO
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.recognition import shoutouts as drawn
from northstar_bot.render.recognition import thanks_pages
from northstar_bot.render.recognition.thanks_modal import Origin, suggested, thanks_form, wish_of
from northstar_bot.slack.feature import Call, Command, Feature
from northstar_bot.slack.reading import must_be_number, split_command
from northstar_bot.slack.thanks_locking import locking
from northstar_bot.slack.thanks_reporting import reporting

_MINE = {"mine", "mine received", "mine given"}


async def thanks(call: Call) -> Message | None:
    """Thanks in one line; incomplete, a filled form opens. Every refusal hands the line back."""
    # The raw text: entities are turned back once, after mentions were told apart from what was typed.
    _, raw = split_command(call.body.get("text") or "")
    if raw.casefold() in _MINE:
        leaf = Leaf.parse(raw.partition(" ")[2])
        return thanks_pages.mine(await call.services.shoutouts.mine(call.viewer, leaf))
    try:
        return await locking(call, raw) or await reporting(call, raw) or await _thank(call, raw)
    except NorthstarError as error:
        return drawn.refused(error, f"/northstar thanks {as_typed(raw)}")


async def _thank(call: Call, raw: str) -> Message | None:
    asked = await call.services.shoutouts.understand(call.viewer, raw)
    must_name_people(asked)
    if asked.text:
        worded(asked.text)
    wish = Wish(asked.people, asked.groups, asked.teams, asked.text, channel=call.channel)
    form = await call.services.shoutouts.form(call.viewer, wish.people)
    if asked.missing or (form.value_required and form.values):
        await call.screen.open(thanks_form(form, Origin(call.channel), wish, asked.sought))
        return None
    given = await call.services.shoutouts.give(call.viewer, wish, call.source_key)
    return drawn.receipt(given, form.team_names, asked.aside)


async def open_form(call: Call) -> Message | None:
    """The empty form, from a button."""
    form = await call.services.shoutouts.form(call.viewer)
    await call.screen.open(thanks_form(form, Origin(call.channel)))
    return None


async def thank_for_message(call: Call) -> Message | None:
    """The form for a message's author. Its words may be private, so that only its address is kept."""
    message = call.body.get("message") or {}
    author = None if message.get("bot_id") else message.get("user")
    people = (PersonId(author),) if author and author != call.viewer.person.id else ()
    place = Receipt(call.channel, message["ts"]) if call.channel and message.get("ts") else None
    form = await call.services.shoutouts.form(call.viewer, people)
    await call.screen.open(thanks_form(form, Origin(call.channel, place), Wish(people)))
    return None


async def give(call: Call) -> View | None:
    """Keep what the form says and show the receipt in its place."""
    wish = wish_of(dict(call.fields), Origin.unpacked(call.metadata))
    given = await call.services.shoutouts.give(call.viewer, wish, call.source_key)
    form = await call.services.shoutouts.form(call.viewer)
    return notice("Thanks given", drawn.receipt(given, form.team_names))


async def suggest(call: Call) -> list[Block]:
    """Whom one may thank, by what is typed so far."""
    return suggested(await call.services.shoutouts.suggest(call.viewer, call.text))


async def undo(call: Call) -> Message | None:
    """Take it back, and say so where the button was."""
    done = drawn.taken_back(await call.services.shoutouts.undo(call.viewer, _number(call)))
    if (call.body.get("view") or {}).get("type") == "modal":
        await call.screen.redraw(notice("Taken back", done))
    else:
        await call.screen.replace(done)
    return None


async def boost(call: Call) -> Message | None:
    """“Me too”, by button."""
    number = _number(call)
    return drawn.boosted(number, await call.services.shoutouts.boost(call.viewer, number))


async def unboost(call: Call) -> Message | None:
    """Take “me too” off."""
    boosts = await call.services.shoutouts.boost(call.viewer, _number(call), present=False)
    await call.screen.replace(drawn.unboosted(boosts))
    return None


async def reacted(call: Call) -> Message | None:
    """A reaction came or went; files and events without a message mean nothing."""
    event = call.body["event"]
    item = event.get("item") or {}
    if item.get("type") != "message" or not item.get("channel") or not item.get("ts"):
        return None
    author = event.get("item_user")
    news = Reacted(
        channel=ChannelId(item["channel"]),
        ts=item["ts"],
        person=call.viewer.person.id,
        emoji=event["reaction"],
        added=event["type"] == "reaction_added",
        at=moment_of(event["event_ts"]),
        author=PersonId(author) if author else None,
    )
    await call.services.shoutouts.heard(call.viewer, news)
    return None


def _number(call: Call) -> int:
    return must_be_number(call.value, "Which shout-out?", "See /northstar thanks mine for yours.")


FEATURE = Feature(
    commands=(
        Command(
            name="thanks",
            summary="Thank people or teams across the company; without words a form opens",
            usage="thanks @somebody, @team for what they did · mine [received, given] · report [@somebody]"
            " · lock @somebody",
            run=thanks,
            aliases=("shoutout", "thank"),
            writes=True,
        ),
    ),
    shortcuts={"northstar_thank_message": thank_for_message, "northstar_thanks": open_form},
    actions={THANKS_OPEN: open_form, THANKS_UNDO: undo, BOOST: boost, BOOST_OFF: unboost},
    views={THANKS_FORM: give},
    suggestions={PEOPLE: suggest},
    events={"reaction_added": reacted, "reaction_removed": reacted},
    posts={ShoutoutCard: drawn.card, ThankedNote: drawn.note},
)
