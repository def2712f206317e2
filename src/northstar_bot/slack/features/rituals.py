"""Rituals: kick-off cards by command, the roadmap's poll by button, and a squad's input and card."""

from northstar_bot.domain.declaration.rituals import Answer, KickoffCard, ritual_of
from northstar_bot.domain.errors import BadInput
from northstar_bot.render.ids import KICKOFF_SAY, SQUAD_PICK
from northstar_bot.render.message import Message
from northstar_bot.render.star import kickoff as drawn
from northstar_bot.render.star import squad_card
from northstar_bot.slack.feature import Call, Command, Feature


async def kickoff(call: Call) -> Message:
    """The card, for everybody in the channel where it was asked for."""
    ritual = ritual_of(call.text)
    found = await call.services.rituals.kickoff(
        call.viewer, ritual, f"{call.channel} {call.viewer.person.id}"
    )
    return drawn.card(found, shared=True)


async def say(call: Call) -> Message | None:
    """One voice on a roadmap card; the counts on it are brought up to date."""
    answer, _, key = call.value.partition(":")
    if answer not in list(Answer):
        raise BadInput("This is not an answer.", "Begin a new card: /northstar kickoff roadmap.")
    found = await call.services.rituals.say(call.viewer, Answer(answer), key)
    await call.screen.replace(drawn.card(found, shared=True))
    return None


async def squad(call: Call) -> Message:
    """`squad pick`, `squad pick breadth`, `squad card`, `squad card growth`."""
    verb, *words = call.text.split() or [""]
    match verb.casefold():
        case "pick":
            return await _pick(call, words)
        case "card":
            return squad_card.card(await call.services.rituals.squad_card(call.viewer, " ".join(words)))
    raise BadInput(
        "A squad picks its input, or looks at its card.", "Try /northstar squad pick, or squad card."
    )


async def pick(call: Call) -> Message | None:
    """An input chosen by button, in the place of the choices."""
    company, made, before = await call.services.rituals.pick(call.viewer, *_two(call.value.split()))
    said = squad_card.picked(company, made, before)
    menus = [each for each in (call.body.get("message") or {}).get("blocks", ()) if each.get("accessory")]
    if len(menus) > 1:  # it asks for another squad too
        return said
    await call.screen.replace(said)
    return None


async def _pick(call: Call, words: list[str]) -> Message:
    if not words:
        return squad_card.choices(*await call.services.rituals.choices(call.viewer))
    company, made, before = await call.services.rituals.pick(call.viewer, *_two(words))
    return squad_card.picked(company, made, before)


def _two(words: list[str]) -> tuple[str, str]:
    if not words:
        raise BadInput("Which input?", "Try /northstar squad pick.")
    return words[0], " ".join(words[1:])


FEATURE = Feature(
    commands=(
        Command(
            "kickoff",
            "Begin a review, a planning, a roadmap or a discovery with the star",
            "kickoff review | planning | roadmap | discovery",
            kickoff,
        ),
        Command(
            "squad",
            "Pick the one input of your squad, or look at its card",
            "squad pick [input] [squad] | card [squad or team]",
            squad,
            writes=True,
        ),
    ),
    actions={
        **{f"{KICKOFF_SAY}.{answer}": say for answer in Answer},
        SQUAD_PICK: pick,
    },
    posts={KickoffCard: drawn.card},
)
