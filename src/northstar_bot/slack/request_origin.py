"""Where a request comes from: the conversation or message at hand, and whether everybody could read it."""

from collections.abc import Mapping
from typing import Any

from northstar_bot.render.requests.ask_form import Origin
from northstar_bot.slack.markup import as_read

Body = Mapping[str, Any]

# The longest text a field of a form may start with; the link leads to the rest.
_LONGEST = 3000


def origin_of(body: Body) -> Origin:
    """The conversation a command or button was used in; none for a global shortcut or Home.

    Between two people nothing of what was said there comes along: a private channel has a subject, a DM has none.
    """
    channel = body.get("channel") or {}
    place = body.get("channel_id") or channel.get("id") or ""
    name = body.get("channel_name") or channel.get("name")
    alone = place.startswith("D") or name == "directmessage"
    return Origin(channel=place, private=bool(place) and not alone and _is_private(place, name))


def message_of(body: Body) -> tuple[str, Origin]:
    """The words of the message at hand and a link to it; an unknown kind of place counts as private."""
    message, channel = body.get("message") or {}, body.get("channel") or {}
    place = channel.get("id") or ""
    link = _permalink(body, place, message)
    private = _is_private(place, channel.get("name"))
    author = "" if message.get("bot_id") else message.get("user") or ""
    origin = Origin(
        place, link, private=private, message=True, author=author if author != _reader(body) else ""
    )
    return as_read(message.get("text") or "")[:_LONGEST], origin


def _reader(body: Body) -> str:
    return (body.get("user") or {}).get("id") or ""


def _is_private(place: str, name: str | None) -> bool:
    # Slack calls what the app's user reads in private by these names, whatever the id looks like.
    if name is None or place.startswith(("D", "G")):
        return True
    return name in {"privategroup", "directmessage"} or name.startswith("mpdm-")


def _permalink(body: Body, place: str, message: Body) -> str:
    domain, stamp = (body.get("team") or {}).get("domain"), message.get("ts")
    if not (domain and place and stamp):
        return ""
    link = f"https://{domain}.slack.com/archives/{place}/p{stamp.replace('.', '')}"
    thread = message.get("thread_ts")
    return f"{link}?thread_ts={thread}&cid={place}" if thread and thread != stamp else link
