"""Who thanks whom, team by team, for every member; how many of a team took part, for stewards and leads."""

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.recognition.participation import BESIDE, IN_A_FILE
from northstar_bot.exports.participation import MEDIA_TYPE, NAME, as_csv
from northstar_bot.render.message import Message
from northstar_bot.render.recognition import balance as drawn
from northstar_bot.render.recognition import participation
from northstar_bot.services.ports.world import File, NotGranted
from northstar_bot.slack.feature import Call, Command, Feature

MONTHS, CSV = "months", "csv"


async def balance(call: Call) -> Message | None:
    """The picture of the last 90 days, or of the time that is named; `months` and `months csv`."""
    match call.text.casefold().split():
        case [word] if word == MONTHS:
            return participation.participation(await call.services.participation.months(call.viewer, BESIDE))
        case [word, form] if (word, form) == (MONTHS, CSV):
            return await _as_file(call)
        case [word, *_] if word == MONTHS:
            raise BadInput(
                "Months come as a table or as a file.", "Write balance months, or balance months csv."
            )
    return drawn.balance(await call.services.balance.view(call.viewer, call.text))


async def _as_file(call: Call) -> Message:
    service = call.services.participation
    data = as_csv(await service.months(call.viewer, IN_A_FILE))
    try:
        await service.hand_over(call.viewer, File(NAME, MEDIA_TYPE, data), participation.note())
    except NotGranted as refused:
        return participation.not_granted(refused.scope, data.decode("utf-8-sig"))
    return participation.handed_over()


FEATURE = Feature(
    commands=(
        Command(
            name="balance",
            summary="Who thanks whom, team by team; months: how many of each team took part, for stewards and leads",
            usage="balance [30d | 90d | quarter | months | months csv]",
            run=balance,
        ),
    ),
)
