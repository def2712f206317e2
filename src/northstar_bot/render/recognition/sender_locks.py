"""Locks on giving thanks, as stewards read them."""

from collections.abc import Sequence

from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.recognition.sender_locks import SenderLock
from northstar_bot.render import blocks
from northstar_bot.render.message import Message
from northstar_bot.render.words import day, escape, mention

_MOST = 30


def locked(lock: SenderLock) -> Message:
    """What the steward sees after locking somebody."""
    why = f" They read this reason: {escape(lock.reason)}" if lock.reason else " They read no reason."
    return _one(
        f"{mention(lock.person)} cannot give thanks until a steward says `/northstar thanks unlock @somebody`."
        f" They can still be thanked, and what they gave before stands.{why}"
    )


def unlocked(person: PersonId) -> Message:
    """What the steward sees after unlocking somebody."""
    return _one(f"{mention(person)} can give thanks again.")


def everybody_locked(locks: Sequence[SenderLock]) -> Message:
    """Who may not give now."""
    if not locks:
        return _one("Nobody is locked. Lock a sender with `/northstar thanks lock @somebody reason`.")
    rows = [
        f"• {mention(lock.person)} since {day(lock.at.date())}, by {mention(lock.by)}"
        f"{': ' + escape(lock.reason) if lock.reason else ''}"
        for lock in locks[:_MOST]
    ]
    rows += [f"and {len(locks) - _MOST:,} more"] if len(locks) > _MOST else []
    return Message("\n".join(rows), tuple(blocks.section(row) for row in rows))


def _one(said: str) -> Message:
    return Message(said, (blocks.section(said),))
