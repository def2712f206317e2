"""One's own data: all of it as a file, or all of it gone."""

from northstar_bot.domain.people import must_be_member
from northstar_bot.domain.privacy import TYPED_WORD, Ownerless, must_be_meant
from northstar_bot.render.company import privacy as drawn
from northstar_bot.render.ids import ERASE_FORM, ERASE_NOW
from northstar_bot.render.message import Message, View
from northstar_bot.services.ports.world import NotGranted
from northstar_bot.slack.feature import Call, Command, Feature


async def my_data(call: Call) -> Message:
    """Everything kept about whoever asks, in their direct messages."""
    service = call.services.privacy
    file = await service.my_data(call.viewer)
    try:
        await service.hand_over(call.viewer, file, drawn.note())
    except NotGranted as refused:
        return drawn.not_granted(call.viewer.person.id, refused.scope, file.data.decode())
    return drawn.handed_over()


async def ask(call: Call) -> Message | None:
    """The question before erasing."""
    await call.screen.open(drawn.question())
    return None


async def typed(call: Call) -> View:
    """The word, and then a click."""
    must_be_member(call.viewer)
    must_be_meant(str(call.fields.get(TYPED_WORD) or ""))
    return drawn.last_question()


async def erase(call: Call) -> Message | None:
    """Erase; the button carries the word that was typed."""
    await call.screen.redraw(drawn.done(await call.services.privacy.erase_me(call.viewer, call.value)))
    return None


FEATURE = Feature(
    commands=(
        Command("my-data", "Everything kept about you, as a file", "my-data", my_data),
        Command("erase-me", "Take your name and your words out of everything", "erase-me", ask),
    ),
    actions={ERASE_NOW: erase},
    views={ERASE_FORM: typed},
    long=frozenset({ERASE_NOW}),
    posts={Ownerless: drawn.ownerless},
)
