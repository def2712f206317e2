"""Reads the arguments of a Web API call from wherever slack_sdk puts them: query, form or JSON."""

import json
from typing import Any

from aiohttp import web

NESTED = {
    "blocks", "attachments", "view", "metadata", "event_payload", "files", "profile", "message", "channels",
    "unfurls", "channel_ids",
}  # fmt: skip


async def arguments_of(request: web.Request) -> dict[str, Any]:
    """All arguments, nested JSON decoded; what is sent twice counts as in the body."""
    args: dict[str, Any] = dict(request.query)
    kind = request.content_type
    if kind == "application/json":
        try:
            body = await request.json()
        except ValueError:
            body = None
        args |= body if isinstance(body, dict) else {"_broken_json": True}
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    return {key: _decoded(key, value) for key, value in args.items() if value is not None}


def _decoded(key: str, value: Any) -> Any:
    if key not in NESTED or not isinstance(value, str) or not value.lstrip().startswith(("[", "{")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def token_of(request: web.Request, args: dict[str, Any]) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else str(args.get("token", ""))
