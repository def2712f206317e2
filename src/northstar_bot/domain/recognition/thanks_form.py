"""A shout-out as it is asked for, what its form offers, and the posts that tell of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from northstar_bot.domain.company.company import Company, Kind, Metric, Team, Value
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import BadInput, NotAllowed
from northstar_bot.domain.ids import ChannelId, GroupId, MetricKey, PersonId, TeamKey, ValueKey
from northstar_bot.domain.people import Group, Person, Role, Viewer
from northstar_bot.domain.recognition.shoutouts import PEOPLE, VALUE, Shoutout
from northstar_bot.domain.recognition.thanks_text import Asked

INPUT, REQUEST, WHERE = "input", "request", "where"


class Where(StrEnum):
    """Where the card of a shout-out stands; a private one has none and is read by its receivers alone."""

    FEED = "feed"
    HERE = "here"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to say thanks for, and to whom; `message` is what they are thanked for, if any."""

    people: tuple[PersonId, ...] = ()
    groups: tuple[GroupId, ...] = ()
    teams: tuple[TeamKey, ...] = ()
    text: str = ""
    value: ValueKey | None = None
    input: MetricKey | None = None
    channel: ChannelId | None = None
    message: Receipt | None = None
    request: int | None = None
    where: Where = Where.FEED


@dataclass(frozen=True, slots=True)
class ThanksForm:
    """What the form of a shout-out offers; groups that are a team's own are offered as that team."""

    teams: tuple[Team, ...] = ()
    groups: tuple[Group, ...] = ()
    values: tuple[Value, ...] = ()
    inputs: tuple[Metric, ...] = ()
    value_required: bool = False
    private: bool = True
    feed: ChannelId | None = None
    names: Mapping[PersonId, str] = field(default_factory=dict)

    @property
    def team_names(self) -> dict[TeamKey, str]:
        """Each team's name by its key."""
        return {team.key: team.name for team in self.teams}


@dataclass(frozen=True, slots=True)
class Offered:
    """Who comes up while somebody types into the one picker of whom to thank."""

    teams: tuple[Team, ...] = ()
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class ShoutoutCard:
    """The public post of a shout-out; names are resolved, `boost` is the emoji that says "me too"."""

    shoutout: Shoutout
    teams: tuple[str, ...]
    value: str
    input: str
    boost: str


@dataclass(frozen=True, slots=True)
class ThankedNote:
    """What a receiver is told; `place` is the channel of the card, which may not stand yet.

    One that was taken back meanwhile is drawn without its words.
    """

    shoutout: Shoutout
    receiver: PersonId
    teams: tuple[str, ...]
    value: str
    place: ChannelId | None = None


def form_of(
    company: Company, viewer: Viewer, groups: Sequence[Group], names: Mapping[PersonId, str] | None = None
) -> ThanksForm:
    """What this company's form offers the viewer; `names` are of those filled in already."""
    own = {team.group for team in company.teams}
    return ThanksForm(
        teams=company.teams,
        groups=tuple(group for group in groups if group.id not in own),
        names=names or {},
        values=company.values,
        inputs=company.of_kind(Kind.INPUT),
        value_required=company.recognition.value_required,
        private=may_thank_privately(company, viewer),
        feed=company.recognition.feed,
    )


def offered(form: ThanksForm, people: Sequence[Person], typed: str) -> Offered:
    """The teams and groups that what was typed may mean, beside the people who were found."""
    wanted = typed.strip().removeprefix("@").casefold()
    teams = (team for team in form.teams if wanted in team.name.casefold() or wanted in team.key)
    groups = (group for group in form.groups if wanted in group.handle.casefold())
    return Offered(tuple(teams), tuple(groups), tuple(people))


def may_thank_privately(company: Company, viewer: Viewer) -> bool:
    """Whether this member may give thanks that only their receivers read."""
    match company.recognition.private:
        case PrivateThanks.EVERYBODY:
            return True
        case PrivateThanks.LEADS:
            leads = {team.lead for team in company.teams}
            return viewer.holds(Role.STEWARD) or viewer.person.id in leads
    return False


def must_be_open_to(wish: Wish, company: Company, viewer: Viewer) -> None:
    """Raise NotAllowed when this member may not thank in private here."""
    if wish.where is not Where.PRIVATE or may_thank_privately(company, viewer):
        return
    if company.recognition.private is PrivateThanks.NOBODY:
        said = "Private thanks are switched off here."
    else:
        said = "Only leads of teams, stewards and owners thank in private here."
    raise NotAllowed(said, "Give them in the open, or say it in a message of your own.", WHERE)


def must_be_sayable(wish: Wish, company: Company) -> None:
    """Raise BadInput when a value, input or team is not this company's, or a required value is missing."""
    values = ", ".join(value.name for value in company.values)
    if wish.value is None and company.recognition.value_required and values:
        raise BadInput("Every shout-out here names a value.", f"Choose one of {values}.", VALUE)
    if wish.value is not None and wish.value not in {value.key for value in company.values}:
        raise BadInput("That value is not one of ours any more.", f"Choose one of {values}.", VALUE)
    if wish.input is not None and wish.input not in {metric.key for metric in company.of_kind(Kind.INPUT)}:
        raise BadInput("That input is not one of ours any more.", "Choose another, or none.", INPUT)
    if any(company.team(team) is None for team in wish.teams):
        raise BadInput("That team is not one of ours any more.", "Choose another.", PEOPLE)


def must_name_people(asked: Asked) -> None:
    """Raise BadInput when somebody was named whom thanks cannot reach."""
    if asked.everyone:
        raise BadInput(
            f"Thanks to {asked.everyone} reach nobody in particular, and would ping everybody.",
            "Name the people or the team.",
            PEOPLE,
        )
    if asked.channel:
        raise BadInput(f"{asked.channel} is a channel.", "Name the people or the team.", PEOPLE)
    if asked.unknown:
        names = ", ".join(asked.unknown)
        raise BadInput(
            f"Slack does not know {names} here.",
            "Pick people from the list that opens when you type @, or run /northstar thanks without words.",
            PEOPLE,
        )
