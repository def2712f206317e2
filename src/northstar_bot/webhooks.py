"""Sends what happened to one address, signed; whatever is not surely taken is sent again with the same id."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

import aiohttp

from northstar_bot.config import Webhook
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.webhooks import WEBHOOK, Told
from northstar_bot.services.ports.world import Clock, Rejected, Sighting

PATIENCE = 10.0
VERSION = "v1"
_TAKEN = range(200, 300)
# Tried again with the ledger's own waits; a longer one would close the door to Slack as well.
_AGAIN = 0.0


@dataclass(frozen=True, slots=True)
class WebhookSender:
    """A publisher for one pump of its own, so that a receiver that hangs keeps no message from Slack."""

    webhook: Webhook
    clock: Clock
    patience: float = PATIENCE

    async def publish(
        self, workspace: WorkspaceId, target: str, post: object, *, key: str, under: Receipt | None = None
    ) -> Receipt:
        """Send once. Every failure may be tried again: the receiver knows an event by its id."""
        del workspace, target, key, under
        if not isinstance(post, Told):
            message = f"{type(post).__name__} is not for a webhook"
            raise Rejected(message)
        body = json.dumps(post.document, ensure_ascii=False, separators=(",", ":")).encode()
        stamp = str(int(self.clock.now().timestamp()))
        try:
            status = await self._send(body, stamp, post)
        except TimeoutError:
            raise Rejected("the webhook did not answer", _AGAIN) from None
        except (aiohttp.ClientError, OSError) as error:
            raise Rejected(f"the webhook cannot be reached: {type(error).__name__}", _AGAIN) from None
        if status not in _TAKEN:
            raise Rejected(f"the webhook answered with status {status}", _AGAIN)
        return Receipt(WEBHOOK, stamp)

    async def _send(self, body: bytes, stamp: str, post: Told) -> int:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "northstar-bot",
            "X-Northstar-Event": post.event.value,
            "X-Northstar-Timestamp": stamp,
            "X-Northstar-Signature": signature(self.webhook.secret, stamp, body),
        }
        patience = aiohttp.ClientTimeout(total=self.patience)
        # A redirect is not followed: who answers for the address answers for its body.
        async with (
            aiohttp.ClientSession(timeout=patience, trust_env=False) as session,
            session.post(self.webhook.url, data=body, headers=headers, allow_redirects=False) as answer,
        ):
            return answer.status

    async def look_for(
        self, workspace: WorkspaceId, target: str, *, key: str, since: datetime, under: Receipt | None = None
    ) -> Sighting:
        """Nobody can look into the receiver; sending again does no harm."""
        del workspace, target, key, since, under
        return Sighting(readable=True)

    async def amend(self, workspace: WorkspaceId, receipt: Receipt, post: object) -> Receipt:
        """What was sent is never changed."""
        del workspace, post
        return receipt

    async def retract(self, workspace: WorkspaceId, receipt: Receipt) -> None:
        """What was sent is never taken back."""
        del workspace, receipt


def signature(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 over version, time and body, as Slack signs its own."""
    signed = f"{VERSION}:{stamp}:".encode() + body
    return f"{VERSION}={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
