"""What people see of requests: who may read and decide which, and the answers to what they ask about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from northstar_bot.domain.company.company import Company, Kind, Metric, Squad, Star
from northstar_bot.domain.company.load import Load
from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.ids import MetricKey, PersonId, TeamKey
from northstar_bot.domain.people import Role, Viewer
from northstar_bot.domain.requests.moves import Act, can
from northstar_bot.domain.requests.precedents import Precedents
from northstar_bot.domain.requests.query import Query
from northstar_bot.domain.requests.requests import Answer, Evidence, Note, Request, State, Verdict, Visibility
from northstar_bot.domain.requests.shipped import Crew, crew_of
from northstar_bot.domain.requests.steps import Appeal, Step
from northstar_bot.domain.requests.weighing import Suggestion


@dataclass(frozen=True, slots=True)
class Desk:
    """Which requests a person decides: all of them, those for their inputs or of their teams, or none."""

    person: PersonId
    all_inputs: bool = False
    own_inputs: frozenset[MetricKey] = frozenset()
    teams: frozenset[TeamKey] = frozenset()
    # Requests this person is to weigh a second time, each with the first verdict, which they may not know yet.
    blind: Mapping[int, int] = field(default_factory=dict)
    barred: frozenset[int] = frozenset()
    # Promised by their squad or for their input under an older star: theirs to keep, park or drop.
    promised: frozenset[int] = frozenset()
    crew: Crew = field(default_factory=Crew)

    def decides(self, request: Request) -> bool:
        """Whether a verdict on `request` is this person's to give; never on their own."""
        theirs = self._covers(request) or request.number in self.promised
        return theirs and not request.is_own(self.person) and request.number not in self.barred

    def reads(self, request: Request) -> bool:
        """Whether this person may read more of `request` than its number and state."""
        public = request.visibility is Visibility.CHANNEL
        # Whose time a private one asks for was told by its asker what for.
        concerned = request.is_own(self.person) or request.whose_time == self.person
        return public or concerned or self._covers(request)

    def as_known(self, request: Request) -> Request:
        """`request` as this person may know it: still open, while they are to weigh it blind."""
        blind = request.number in self.blind
        if not blind:
            return request
        return replace(request, state=State.OPEN, re_weigh=False, tagged=request.input)

    def known_of(self, number: int, verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
        """Those of a request's `verdicts` that this person may know."""
        hidden_from = self.blind.get(number)
        return tuple(each for each in verdicts if hidden_from is None or each.id < hidden_from)

    def must_keep_to_own(
        self, request: Request, chosen: MetricKey | None, names: Mapping[MetricKey, str]
    ) -> None:
        """Raise NotAllowed when a decider for some inputs would decide for another one."""
        if self.all_inputs or request.asker_team in self.teams or request.number in self.promised:
            return
        if chosen in names and chosen not in self.own_inputs:
            raise NotAllowed(
                "You decide inside your own input only.",
                "Leave this one to a decider, or choose your input.",
                "input",
            )

    def _covers(self, request: Request) -> bool:
        return self.all_inputs or request.input in self.own_inputs or request.asker_team in self.teams


def desk_of(company: Company, viewer: Viewer) -> Desk:
    """The desk of `viewer`: owners, stewards and deciders decide all, others inside their scope and own input."""
    me = viewer.person.id
    own = {metric.key for metric in company.of_kind(Kind.INPUT) if metric.owner == me}
    mine = [scope for scope in company.scopes if scope.person == me]
    inputs = own.union(*(scope.inputs for scope in mine))
    teams = frozenset[TeamKey]().union(*(scope.teams for scope in mine))
    crew = crew_of(company, viewer)
    return Desk(me, viewer.holds(Role.STEWARD, Role.DECIDER), frozenset(inputs), teams, crew=crew)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A request in a list; `request` is None when the viewer may see its number and state only.

    `people`: how many ask for it, its asker included.
    """

    number: int
    state: State
    request: Request | None = None
    verdict: Verdict | None = None
    may_weigh: bool = False
    may_ship: bool = False
    may_appeal: bool = False
    people: int = 1
    second: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """The first few of `total` requests."""

    items: tuple[Glimpse, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not among the items."""
        return self.total - len(self.items)


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One page of a list, with the questions that lead to it and to the older page."""

    query: Query
    items: tuple[Glimpse, ...]
    older: Query | None
    input_names: Mapping[MetricKey, str]
    teams: Mapping[TeamKey, str] = field(default_factory=dict)
    names_then: Mapping[MetricKey, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskForm:
    """What the form of a new request offers; without a star a request is kept, not weighed."""

    star: Star | None
    inputs: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that is kept; `fresh` is False when this very form had been sent before."""

    request: Request
    fresh: bool
    weighable: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What a decider had before their eyes: how often the request had moved, and which star was active."""

    moves: int
    star_version: int


@dataclass(frozen=True, slots=True)
class WeighQuestion:
    """All that the weigh form shows, read in one go; `second` when somebody decided it, unknown to this person."""

    request: Request
    star: Star
    inputs: tuple[Metric, ...]
    input: MetricKey | None
    evidence: Evidence
    suggestion: Suggestion | None
    notes: tuple[Note, ...] = ()
    earlier: Verdict | None = None
    precedents: Precedents = field(default_factory=Precedents)
    load: Load | None = None
    appeal: Appeal | None = None
    squads: tuple[Squad, ...] = ()
    people: int = 1
    second: bool = False
    names_then: Mapping[MetricKey, str] = field(default_factory=dict)

    @property
    def seen(self) -> Seen:
        """What goes back with the verdict, so that a later click can tell it was late."""
        return Seen(self.request.moves, self.star.version)

    @property
    def is_exempt(self) -> bool:
        """Whether an obligation decides, not the star."""
        return self.suggestion is not None and self.suggestion.exempt


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A private look through the star; nothing of it is kept."""

    text: str
    star: Star
    inputs: tuple[Metric, ...]
    input: MetricKey | None
    evidence: Evidence
    suggestion: Suggestion | None


@dataclass(frozen=True, slots=True)
class Why:
    """A request with every verdict on it, oldest first, each beside the star of its day.

    `alike`: by a verdict's id, which similar requests its decider was shown and the viewer may read.
    """

    glimpse: Glimpse
    verdicts: tuple[Verdict, ...]
    notes: tuple[Note, ...]
    input_names: Mapping[MetricKey, str]
    star_version: int | None
    is_asker: bool = False
    alike: Mapping[int, Precedents] = field(default_factory=dict)
    may_ask_second: bool = False
    is_follower: bool = False
    steps: tuple[Step, ...] = ()
    may_drop: bool = False

    @property
    def may_appeal(self) -> bool:
        """Whether the viewer may appeal against the no: once, and only whoever asked."""
        untouched = all(step.act is not Act.APPEAL for step in self.steps)
        return self.is_asker and can(self.glimpse.state, Act.APPEAL) and untouched


@dataclass(frozen=True, slots=True)
class VerdictNote:
    """What the asker is told about a verdict, and everybody else who is told as they are.

    `follows`: the request that the reader follows without having asked for it first. `repeats`: what a duplicate
    repeats in the end. `before`: the yes that this verdict takes back.
    """

    request: Request
    verdict: Verdict
    input_name: str
    is_asker: bool = True
    alike: Precedents = field(default_factory=Precedents)
    appealed: bool = False
    follows: int | None = None
    repeats: Glimpse | None = None
    before: Verdict | None = None


@dataclass(frozen=True, slots=True)
class NotePreview:
    """What the asker would be told, shown to the decider first; `name` is the asker's."""

    note: VerdictNote
    name: str


def taken_back(verdict: Verdict, verdicts: Iterable[Verdict]) -> Verdict | None:
    """The yes among a request's `verdicts` that stood until `verdict` said something else."""
    earlier = [each for each in verdicts if each.id < verdict.id or not verdict.id]
    stood = earlier[-1] if earlier else None
    return stood if stood and stood.answer is Answer.YES is not verdict.answer else None


def input_names(company: Company) -> Mapping[MetricKey, str]:
    """The active inputs by key, in the order people see them."""
    return {metric.key: metric.name for metric in company.of_kind(Kind.INPUT)}


def names_then(company: Company) -> Mapping[MetricKey, str]:
    """What may stand on a request of any day: today's inputs, and what was one before it was retired."""
    return {metric.key: metric.name for metric in company.metrics}
