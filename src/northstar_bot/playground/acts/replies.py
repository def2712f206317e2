"""What a person sees after an act; live, so that later answers show up too."""

from dataclasses import dataclass, field
from typing import Any

from northstar_bot.playground.ack import FAILED, Ack
from northstar_bot.playground.records import Message, View
from northstar_bot.playground.tickets import ResponseUrl, Trigger
from northstar_bot.playground.world import World


class NotPossibleError(Exception):
    """Slack's client does not offer this act to this person."""


@dataclass(slots=True)
class Reply:
    """The outcome of a command, click or shortcut."""

    world: World
    ack: Ack
    trigger: Trigger
    allowed: ResponseUrl | None = None
    problem: str = ""

    @property
    def status(self) -> str:
        """`ok`, `timed out` (more than three seconds), `failed` (an HTTP error) or `nobody listens`."""
        return FAILED if self.problem else self.ack.status

    @property
    def elapsed(self) -> float:
        """Seconds until the acknowledgement."""
        return self.ack.elapsed

    @property
    def messages(self) -> list[Message]:
        """Answers in the acknowledgement and through the response_url, oldest first."""
        return [m for m in self.allowed.answers if not m.deleted] if self.allowed else []

    @property
    def message(self) -> Message:
        """The only answer; an AssertionError tells when there is another number of them."""
        answers = self.messages
        if len(answers) != 1:
            raise AssertionError(f"expected one answer, saw {[answer.plain for answer in answers]}")
        return answers[0]

    @property
    def text(self) -> str:
        """All words of all answers."""
        return "\n".join(message.plain for message in self.messages)

    @property
    def view(self) -> View | None:
        """The modal this act opened, while it is open."""
        opened = self.trigger.opened
        return opened if opened and opened.open else None

    @property
    def trigger_id(self) -> str:
        return self.trigger.id

    @property
    def response_url(self) -> str:
        return self.world.url_of(self.allowed) if self.allowed else ""


@dataclass(slots=True)
class Answer:
    """What happened to a submitted modal."""

    status: str
    errors: dict[str, str] = field(default_factory=dict)
    view: View | None = None
    elapsed: float = 0.0
    problem: str = ""
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def closed(self) -> bool:
        """Accepted, and no modal is left in front of the person."""
        return self.status == "ok" and not self.errors and self.view is None
