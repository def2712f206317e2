"""Hands files to people: reserved, uploaded, then shared in direct messages, a channel or a thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import BadInput, NorthstarError
from northstar_bot.domain.ids import ChannelId, PersonId, WorkspaceId
from northstar_bot.services.ports.world import File, NotGranted
from northstar_bot.slack import answers

_OK = 200
_TRIES = 3
_CLOSED = {"not_in_channel", "channel_not_found", "is_archived", "restricted_action"}


@dataclass(frozen=True, slots=True)
class SlackFiles:
    """Nothing is said before every file is uploaded, so that a refusal leaves no half message."""

    client: AsyncWebClient

    async def deliver(
        self, workspace: WorkspaceId, target: PersonId | ChannelId, files: Sequence[File], note: str
    ) -> None:
        """Upload and share `files`; the note is the message above them."""
        del workspace
        uploaded = [await self._upload_patiently(file) for file in files]
        opened = await self._announced(target, note)
        await self.client.files_completeUploadExternal(files=uploaded, channel_id=opened["channel"])

    async def hang(self, workspace: WorkspaceId, under: Receipt, file: File, note: str, alt: str) -> None:
        """The last step alone shows it, and is never repeated: it may have been done."""
        del workspace
        try:
            uploaded = await self._upload_patiently(file, alt)
            await self.client.files_completeUploadExternal(
                files=[uploaded], channel_id=under.channel, thread_ts=under.ts, initial_comment=note
            )
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _lost() from error

    async def _upload_patiently(self, file: File, alt: str = "") -> dict[str, Any]:
        """Slack's upload door fails a few times a day; nobody sees an upload that is begun anew."""
        for _ in range(_TRIES - 1):
            try:
                return await self._upload(file, alt)
            except _Lost:
                continue
        return await self._upload(file, alt)

    async def _announced(self, target: str, note: str) -> Any:
        try:
            return await self.client.chat_postMessage(
                channel=target,
                text=note,
                unfurl_links=False,
                unfurl_media=False,
                link_names=False,
                parse="none",
            )
        except SlackApiError as error:
            if answers.reason(error) in _CLOSED:
                hint = "Invite it there (/invite @Northstar), or choose another place."
                raise BadInput("Northstar may not post in that channel.", hint, "where") from error
            raise

    async def _upload(self, file: File, alt: str) -> dict[str, Any]:
        size = len(file.data)
        try:
            place = await self.client.files_getUploadURLExternal(
                filename=file.name, length=size, alt_txt=alt or None
            )
        except SlackApiError as error:
            if answers.reason(error) == "missing_scope":
                raise NotGranted("files:write") from error
            raise
        await self._send(place["upload_url"], file.data)
        return {"id": place["file_id"], "title": file.name}

    async def _send(self, address: str, data: bytes) -> None:
        """The bytes go to the address alone, without our token."""
        session = self.client.session
        if session is not None and not session.closed:
            await self._post(session, address, data)
            return
        async with aiohttp.ClientSession() as fresh:
            await self._post(fresh, address, data)

    async def _post(self, session: aiohttp.ClientSession, address: str, data: bytes) -> None:
        proxy, ssl = self.client.proxy, self.client.ssl
        try:
            async with session.post(address, data=data, proxy=proxy, ssl=ssl or True) as answer:
                taken = answer.status == _OK
        except (aiohttp.ClientError, TimeoutError) as error:
            raise _lost() from error
        if not taken:
            raise _lost()


class _Lost(NorthstarError):
    """The bytes did not arrive; nothing was shared."""


def _lost() -> _Lost:
    return _Lost("Slack did not take the file.", "Nothing was sent; please try again in a minute.")
