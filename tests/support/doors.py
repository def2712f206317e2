"""Knocking at any door as anybody, also as somebody whom Slack's own client would not let try."""

import json
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import select

from northstar_bot.playground.acts.payloads import common, place
from northstar_bot.storage.tables import metadata

# Long enough for a busy machine, short enough to notice silence.
PATIENCE = 5.0
OUTSIDERS = "Only full members of this workspace can use Northstar."
MISHAP = "Something went wrong on our side"


class Knocking:
    """One stage with a message and a modal to use controls of."""

    def __init__(self, stage, message, view):
        self.stage, self.message, self.view = stage, message, view
        self.answers = 0

    async def written(self, *besides):
        """Everything the database holds that a person could have caused, without the tables `besides`."""
        found = {}
        async with self.stage.bot.house.transactions.database.reader.begin() as connection:
            for table in metadata.sorted_tables:
                if table.name not in {"person", "inbox", "delivery_gate", *besides}:
                    found[table.name] = [tuple(row) for row in await connection.execute(select(table))]
        return found

    async def command(self, person, text, expect=""):
        """A line after /northstar."""
        world = self.stage.slack.world
        trigger = world.trigger_for(person, channel=self.stage.growth)
        payload = {
            "token": "t", "team_id": world.team_id, "team_domain": "playground",
            "channel_id": self.stage.growth.id, "channel_name": "growth", "user_id": person.id,
            "user_name": person.handle, "command": "/northstar", "text": text, "trigger_id": trigger.id,
            "response_url": world.url_of(world.response_url_for(person, self.stage.growth)),
            "api_app_id": world.bot.app_id, "is_enterprise_install": "false",
        }  # fmt: skip
        return await self._heard("slash_commands", payload, expect)

    async def shortcut(self, person, callback, *, about_message=False, expect=""):
        """A global shortcut, or one on a message."""
        world = self.stage.slack.world
        kind = "message_action" if about_message else "shortcut"
        payload = common(world, person, kind, world.trigger_for(person).id) | {"callback_id": callback}
        if about_message:
            payload |= {
                "channel": place(self.stage.growth),
                "message": {"type": "message", "user": self.stage.bo.id, "text": "Please", "ts": "1.000001"},
                "message_ts": "1.000001",
                "response_url": world.url_of(world.response_url_for(person, self.stage.growth)),
            }
        return await self._heard("interactive", payload, expect)

    async def press(self, person, action_id, value="1", *, in_modal=False, expect=""):
        """A button with any id and value, under a message or in a modal."""
        world = self.stage.slack.world
        action = {"type": "button", "action_id": action_id, "block_id": "forged", "action_ts": "1.0"}
        where = {"view": self.view.record()} if in_modal else self._under_a_message(person)
        payload = common(
            world, person, "block_actions", world.trigger_for(person, self.view if in_modal else None).id
        )
        return await self._heard(
            "interactive", payload | where | {"actions": [action | {"value": value}]}, expect
        )

    async def submit(self, person, callback, metadata="", values=None, expect=""):
        """A form with any name and contents."""
        world = self.stage.slack.world
        payload = dict(self.view.payload) | {"callback_id": callback, "private_metadata": metadata}
        view = replace(self.view, payload=payload).record() | {"state": {"values": values or {}}}
        sent = common(world, person, "view_submission", world.trigger_for(person).id)
        return await self._heard("interactive", sent | {"view": view, "response_urls": []}, expect)

    def _under_a_message(self, person):
        world = self.stage.slack.world
        url = world.url_of(world.response_url_for(person, self.stage.growth, self.message))
        container = {"type": "message", "message_ts": self.message.ts, "channel_id": self.stage.growth.id}
        return {"container": container, "channel": place(self.stage.growth), "response_url": url}

    async def _heard(self, kind, payload, expect):
        """Everything that was said to whoever knocked: the acknowledgement, and what the bot called."""
        slack = self.stage.slack
        before = len(slack.calls)

        def said():
            told = [call.args for call in slack.calls[before:] if call.method not in _SILENT]
            return json.dumps([answer.body, told], ensure_ascii=False, default=str)

        answer = await slack.deliver(kind, payload)
        assert answer.ok, (kind, payload, answer)
        nothing = json.dumps([answer.body, []])
        if expect:
            with suppress(AssertionError):  # the caller says what was missing, and where
                await slack.until(lambda: expect in said(), PATIENCE)
        elif not answer.body and kind != "interactive":
            await slack.until(lambda: said() != nothing, PATIENCE)
        else:
            await slack.quiet(0.02)
        told = [call for call in slack.calls[before:] if call.method not in _SILENT]
        self.answers = len(told) + bool(answer.body)
        return said()


_SILENT = {"users.info", "auth.test", "conversations.info", "users.list", "usergroups.list"}
