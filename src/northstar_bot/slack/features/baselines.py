"""What is normal for a metric, said by the people who own it: from a digest's button or by command."""

from northstar_bot.domain.errors import BadInput
from northstar_bot.render.ids import BASELINE_CONFIRM, BASELINE_TAKE_BACK
from northstar_bot.render.message import Message
from northstar_bot.render.numbers import baselines as drawn
from northstar_bot.slack.feature import Call, Command, Feature

_BUTTONS = 3
_CLEAR = "clear"


async def baseline(call: Call) -> Message:
    """`baseline`, `baseline depth 2026-W40`, `baseline depth clear`."""
    words = call.text.split()
    if not words:
        found = await call.services.baselines.all(call.viewer)
        return drawn.listing([(one.metric, one.baseline) for one in found])
    if len(words) == 1:
        raise BadInput(
            "From which week on?",
            f"Say /northstar baseline {words[0][:40]} 2026-W40, or … clear to take it back.",
        )
    name, last = " ".join(words[:-1]), words[-1]
    if last.casefold() == _CLEAR:
        return await _taken_back(call, name)
    return await _kept(call, name, last)


async def confirmed(call: Call) -> Message | None:
    """The button under a lasting change."""
    metric, _, week = call.value.partition(" ")
    await call.screen.whisper(await _kept(call, metric, week))
    return None


async def take_back(call: Call) -> Message | None:
    """The button under what was kept."""
    await call.screen.whisper(await _taken_back(call, call.value))
    return None


async def _kept(call: Call, metric: str, week: str) -> Message:
    since = await call.services.company.week(call.viewer.workspace, week, field="week")
    found = await call.services.baselines.confirm(call.viewer, metric, since)
    return drawn.kept(found.metric, found.baseline)


async def _taken_back(call: Call, metric: str) -> Message:
    found = await call.services.baselines.take_back(call.viewer, metric)
    return drawn.taken_back(found.metric, found.baseline)


FEATURE = Feature(
    commands=(
        Command(
            "baseline",
            "From which week on something is the new normal",
            "baseline [metric] [week or clear]",
            baseline,
            writes=True,
        ),
    ),
    actions={
        **{f"{BASELINE_CONFIRM}.{place}": confirmed for place in range(_BUTTONS)},
        BASELINE_TAKE_BACK: take_back,
    },
)
