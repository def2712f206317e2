"""The list of all methods, and the checks every call passes first."""

from typing import Any

from northstar_bot.playground.answer import Answer
from northstar_bot.playground.doors.doorway import Doorway
from northstar_bot.playground.webapi import (
    canvases,
    chat,
    conversations,
    files,
    people,
    pieces,
    reactions,
    views,
)
from northstar_bot.playground.webapi.call import Call, Method, RefusedError
from northstar_bot.playground.world import World

METHODS: dict[str, Method] = {
    **canvases.METHODS, **chat.METHODS, **conversations.METHODS, **files.METHODS, **people.METHODS, **pieces.METHODS,
    **reactions.METHODS, **views.METHODS,
}  # fmt: skip


def answer(world: World, doorway: Doorway, name: str, args: dict[str, Any], token: str) -> Answer:
    """Check the token and the scopes, then do the work or refuse in Slack's words."""
    headers = {"x-oauth-scopes": ",".join(sorted(world.scopes))}
    if token == world.app_token:
        headers = {"x-oauth-scopes": "connections:write"}
    call = Call(world, doorway, args)
    try:
        method = _known(name, args)
        _check_token(world, method, token)
        if method.scopes:
            call.scope(*method.scopes)
        return Answer({"ok": True, **method.run(call)}, headers=headers)
    except RefusedError as refused:
        return Answer({"ok": False, "error": refused.error, **refused.details}, headers=headers)


def _known(name: str, args: dict[str, Any]) -> Method:
    if name not in METHODS:
        raise RefusedError("unknown_method", req_method=name)
    if args.get("_broken_json"):
        raise RefusedError("invalid_json")
    return METHODS[name]


def _check_token(world: World, method: Method, token: str) -> None:
    if method.token == "none":
        return
    if not token:
        raise RefusedError("not_authed")
    if token not in {world.bot_token, world.app_token}:
        raise RefusedError("invalid_auth")
    if world.token_problem:
        raise RefusedError(world.token_problem)
    wanted = world.app_token if method.token == "app" else world.bot_token
    if method.token != "any" and token != wanted:
        raise RefusedError("not_allowed_token_type")
