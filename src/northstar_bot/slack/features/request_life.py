"""The life of a request beyond the verdict: a no is sent after it was seen, appealed once; a yes may be dropped."""

from northstar_bot.domain.requests.life_views import Doubts, Dropped, Lapsed, Woken, WokenBatch
from northstar_bot.render.ids import (
    REQUEST_APPEAL,
    REQUEST_APPEAL_FORM,
    REQUEST_DROP,
    REQUEST_DROP_FORM,
    REQUEST_SEND_NO,
)
from northstar_bot.render.message import View
from northstar_bot.render.requests import life as drawn
from northstar_bot.render.requests.decline_preview import Unsent
from northstar_bot.slack.feature import AllClosed, Call, Feature
from northstar_bot.slack.reading import must_be_number
from northstar_bot.slack.request_fields import proposal_of


async def send_no(call: Call) -> AllClosed:
    """Keep the no that was previewed."""
    unsent = Unsent.unpacked(call.metadata)
    await call.services.requests.decide(call.viewer, unsent.number, proposal_of(unsent.fields), unsent.seen)
    await call.screen.refresh_home()
    return AllClosed()


async def open_appeal(call: Call) -> None:
    """The form of an appeal."""
    await call.screen.open(
        drawn.appeal_form(await call.services.life.appeal_form(call.viewer, _number(call.value)))
    )


async def keep_appeal(call: Call) -> View:
    """Open the request again with what is new."""
    text = call.fields.get("text") or ""
    form = await call.services.life.appeal(call.viewer, _number(call.metadata), text)
    await call.screen.refresh_home()
    return drawn.appealed(form)


async def open_drop(call: Call) -> None:
    """The form of a drop."""
    await call.screen.open(
        drawn.drop_form(await call.services.life.drop_form(call.viewer, _number(call.value)))
    )


async def keep_drop(call: Call) -> AllClosed:
    """Say that it will not be built."""
    await call.services.life.drop(call.viewer, _number(call.metadata), call.fields.get("reason") or "")
    await call.screen.refresh_home()
    return AllClosed()


def _number(text: str) -> int:
    return must_be_number(text, "Which request?", "Open it again with /northstar why and its number.")


FEATURE = Feature(
    actions={REQUEST_APPEAL: open_appeal, REQUEST_DROP: open_drop},
    views={
        REQUEST_SEND_NO: send_no,
        REQUEST_APPEAL_FORM: keep_appeal,
        REQUEST_DROP_FORM: keep_drop,
    },
    posts={
        Woken: drawn.woken,
        WokenBatch: drawn.woken_week,
        Lapsed: drawn.lapsed,
        Dropped: drawn.dropped,
        Doubts: drawn.doubts,
    },
)
