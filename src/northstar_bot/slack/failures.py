"""One place where a failure becomes words: known errors speak their sentence, unknown ones get a reference."""

import asyncio
import logging
import secrets
import traceback
from collections.abc import Awaitable
from typing import Any

from slack_sdk.errors import SlackApiError

from northstar_bot.domain.errors import NorthstarError
from northstar_bot.render import errors
from northstar_bot.render.message import Message
from northstar_bot.slack import answers

log = logging.getLogger(__name__)

# Slack waits three seconds; a write that is not committed after two is called not saved.
PATIENCE = 2.0
# What was acknowledged already may take its time, but never for ever.
LONG_PATIENCE = 60.0
# A form has to be opened within three seconds of the click.
EXPIRED = {"expired_trigger_id", "trigger_expired", "trigger_exchanged"}


class Failed(Exception):
    """An act that did not succeed, with the words for the person and, when known, the error behind them."""

    def __init__(self, message: Message, cause: NorthstarError | None = None) -> None:
        super().__init__(message.text)
        self.message = message
        self.cause = cause


async def attempt(act: Awaitable[Any], *, typed: str = "", door: str, patience: float) -> Any:
    """The result of `act` within `patience` seconds; every failure comes out as Failed with words for a person."""
    try:
        async with asyncio.timeout(patience):
            return await act
    except NorthstarError as error:
        raise Failed(errors.refusal(error, typed), error) from error
    except TimeoutError as error:
        log.warning("act.slow door=%s", door)
        raise Failed(errors.refusal(NorthstarError(errors.SLOW), typed)) from error
    except SlackApiError as error:
        reference = secrets.token_hex(2)
        log.warning("slack.refused door=%s reference=%s error=%s", door, reference, answers.reason(error))
        if answers.reason(error) in EXPIRED:
            raise Failed(errors.refusal(NorthstarError(errors.EXPIRED), typed)) from error
        raise Failed(errors.mishap(reference, typed)) from error
    except Exception as error:  # the one place where a door turns the unforeseen into words
        reference = secrets.token_hex(2)
        _note(f"act.failed door={door} reference={reference}", error)
        raise Failed(errors.mishap(reference, typed)) from error


async def unforeseen(error: Exception) -> None:
    """What Bolt calls when even the words for a failure could not be said; Slack sends an event again."""
    _note("door.failed", error)


def _note(what: str, error: Exception) -> None:
    # Where it broke, without the error's own words: a database quotes what somebody typed.
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s error=%s\n%s", what, type(error).__name__, where)
