"""One's own data: all of it as a file, or all of it gone."""

from northstar_bot.domain.privacy import TYPED_WORD, Ownerless
from northstar_bot.render import privacy as drawn
from northstar_bot.render.ids import ERASE_FORM
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


async def erase(call: Call) -> View:
    """Erase, once the word was typed."""
    return drawn.done(
        await call.services.privacy.erase_me(call.viewer, str(call.fields.get(TYPED_WORD) or ""))
    )


FEATURE = Feature(
    commands=(
        Command("my-data", "Everything kept about you, as a file", "my-data", my_data),
        Command("erase-me", "Take your name and your words out of everything", "erase-me", ask),
    ),
    views={ERASE_FORM: erase},
    posts={Ownerless: drawn.ownerless},
)
