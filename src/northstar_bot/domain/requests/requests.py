"""A request and the verdicts on it, as values: what is asked for, how it stands, what was decided and why."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId, SquadKey, TeamKey, WorkspaceId
from northstar_bot.domain.requests.details import Details, PersonsTime


class RequestKind(StrEnum):
    """What can be asked for; not only features, also somebody's time."""

    CLIENT = "client request"
    DEAL = "deal exception"
    DEMO = "demo or a person's time"
    PITCH = "pitch sign-off"
    NEGOTIATION = "negotiation help"
    FEEDBACK = "implementation feedback"
    DISCOVERY = "discovery"
    QA = "quality check"
    BUG = "bug fix"
    DEBT = "technical debt"
    MARKETING = "marketing feature"
    ROADMAP = "roadmap or sprint item"
    OTHER = "other"


class Evidence(StrEnum):
    """How well the need behind a request is known."""

    MEASURED = "measured"
    SEEN = "seen"
    ASKED = "asked"
    HUNCH = "hunch"


class Obligation(StrEnum):
    """What may oblige us, whatever the star says."""

    NONE = "none"
    LEGAL = "legal"
    SECURITY = "security"
    OUTAGE = "outage"
    CONTRACT = "contract"


class Visibility(StrEnum):
    """Who may read a request's text."""

    CHANNEL = "channel"
    DECIDERS = "deciders"


class State(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    NEEDS_INFO = "needs info"
    ACCEPTED = "accepted"
    PARKED = "parked"
    DECLINED = "declined"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    SHIPPED = "shipped"
    DROPPED = "dropped"


class Answer(StrEnum):
    """What a decider may say."""

    YES = "yes"
    NO = "no"
    PARK = "park"
    ASK_BACK = "ask back"
    DUPLICATE = "duplicate"


class ReasonCode(StrEnum):
    """The short form of a no."""

    NO_INPUT = "moves no input"
    NOT_NOW = "not now"
    NOT_THIS_WAY = "not this way"
    COVERED = "already covered"
    NO_EVIDENCE = "evidence missing"
    OTHER_CUSTOMER = "another customer"


class WakeOn(StrEnum):
    """What brings a parked request back."""

    DATE = "date"
    EVIDENCE = "evidence"
    PIVOT = "pivot"


# An input the asker or decider chose: a metric key, the star itself, none of them, or not sure yet.
STAR_ONLY = MetricKey("star")
NO_INPUT = MetricKey("none")


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked for, in the customer's words; `re_weigh`: the star has changed since it was weighed.

    `input` is what its asker thought that it moves, `tagged` what was decided last.
    `on_behalf_of` wrote the message that it comes from; a verdict is news for them too.
    """

    workspace: WorkspaceId
    number: int
    asker: PersonId
    kind: str
    title: str
    problem: str
    evidence: Evidence
    asked_at: datetime
    state: State = State.OPEN
    asker_team: TeamKey | None = None
    input: MetricKey | None = None
    tagged: MetricKey | None = None
    needed_by: date | None = None
    needed_why: str = ""
    obligation: Obligation = Obligation.NONE
    obligation_link: str = ""
    visibility: Visibility = Visibility.CHANNEL
    channel: ChannelId | None = None
    permalink: str = ""
    moves: int = 0
    re_weigh: bool = False
    details: Details | None = None
    on_behalf_of: PersonId | None = None

    @property
    def counts_for(self) -> MetricKey | None:
        """The input it is listed under: the decided one, before that the asker's."""
        return self.tagged or self.input

    @property
    def whose_time(self) -> PersonId | None:
        """The person whose time is asked for."""
        return self.details.whose if isinstance(self.details, PersonsTime) else None

    @property
    def wanted_by(self) -> tuple[PersonId, ...]:
        """Who asked for it, and on whose behalf."""
        return (self.asker, *([self.on_behalf_of] if self.on_behalf_of else []))

    def is_own(self, person: PersonId) -> bool:
        """Whether `person` asked for this, or somebody did on their behalf."""
        return person in self.wanted_by


@dataclass(frozen=True, slots=True)
class Note:
    """What the asker added after asking: an answer to a question, or new evidence."""

    author: PersonId
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision, kept for ever beside the star of its day.

    `reason` is what the asker reads: why, or the question of an ask back. `evidence` is what the decider
    confirmed. `would_be_yes` is what would make it a yes, or what evidence a parked request waits for.
    `precedents` are the numbers of the similar requests that the decider was shown. `squad` does what was
    accepted; `look_by`: the day on which somebody looks whether the input moved.
    """

    request: int
    answer: Answer
    suggestion: Answer | None
    rule: str
    decider: PersonId
    decided_at: datetime
    star_version: int
    star_wording: dict[str, str] = field(default_factory=dict)
    input: MetricKey | None = None
    mechanism: str = ""
    reason_code: str = ""
    reason: str = ""
    would_be_yes: str = ""
    difference: str = ""
    exempt: bool = False
    duplicate_of: int | None = None
    evidence: Evidence | None = None
    stops: str = ""
    wake_on: WakeOn | None = None
    wake_at: date | None = None
    precedents: tuple[int, ...] = ()
    squad: SquadKey | None = None
    look_by: date | None = None
    id: int = 0

    def holds_in(self, state: State) -> bool:
        """Whether a request that stands so stands by this verdict: not once an appeal, a day or a pivot opened it."""
        return state in _BY[self.answer]


# Where a request stands by each answer.
_BY = {
    Answer.YES: frozenset({State.ACCEPTED, State.SHIPPED}),
    Answer.NO: frozenset({State.DECLINED}),
    Answer.PARK: frozenset({State.PARKED}),
    Answer.ASK_BACK: frozenset({State.NEEDS_INFO}),
    Answer.DUPLICATE: frozenset({State.DUPLICATE}),
}
