"""The parts that Slack's payloads have in common."""

from typing import Any

from northstar_bot.playground.records import Channel, Somebody
from northstar_bot.playground.world import World


def actor(person: Somebody) -> dict[str, Any]:
    return {"id": person.id, "username": person.handle, "name": person.handle, "team_id": person.team_id}


def common(world: World, person: Somebody, kind: str, trigger_id: str) -> dict[str, Any]:
    return {
        "type": kind, "token": "playground", "user": actor(person), "api_app_id": world.bot.app_id,
        "team": {"id": world.team_id, "domain": "playground"}, "enterprise": None,
        "is_enterprise_install": False, "trigger_id": trigger_id,
    }  # fmt: skip


def place(channel: Channel) -> dict[str, str]:
    name = "privategroup" if channel.private else channel.name
    return {"id": channel.id, "name": name}
