"""Who works at Tallybird, where they talk, and by which id the company file knows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from northstar_bot.playground import Channel, Group, Person, Playground

TEAMS = {
    "ruth": "Product",
    "maya": "Product",
    "sam": "Sales",
    "nadia": "Sales",
    "ines": "Engineering",
    "tomas": "Engineering",
    "wen": "Engineering",
    "lucia": "Marketing",
    "omar": "Marketing",
    "priya": "Customer success",
    "jonas": "Customer success",
    "gil": "guest",
    "dana": "Northfield School, external",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and every place in the story."""

    ruth: Person
    maya: Person
    sam: Person
    nadia: Person
    ines: Person
    tomas: Person
    wen: Person
    lucia: Person
    omar: Person
    priya: Person
    jonas: Person
    gil: Person
    dana: Person
    growth: Channel
    wins: Channel
    churn_calls: Channel
    squad: Group
    success: Group

    def ids(self) -> Mapping[str, str]:
        """The ids that stand in the company file, by the names used there."""
        places = ("growth", "wins", "success")
        return {name: getattr(self, name).id for name in (*TEAMS, *places)}

    def team_of(self, person: Person) -> str:
        """Where somebody works, as the story introduces them."""
        return next(team for name, team in TEAMS.items() if getattr(self, name) is person)


def gather(slack: Playground) -> Cast:
    """Fill the local Slack with people, channels and groups."""
    people = {
        "ruth": slack.add_person("Ruth Adeyemi", tz="Europe/London"),
        "maya": slack.add_person("Maya Lindqvist", tz="Europe/Berlin"),
        "sam": slack.add_person("Sam Whitfield", tz="America/New_York"),
        "nadia": slack.add_person("Nadia Rahman", tz="Europe/London"),
        "ines": slack.add_person("Inês Carvalho", tz="Europe/Lisbon"),
        "tomas": slack.add_person("Tomás Vega", tz="Europe/Madrid"),
        "wen": slack.add_person("Wen Li", tz="Asia/Singapore"),
        "lucia": slack.add_person("Lucia Moretti", tz="Europe/Rome"),
        "omar": slack.add_person("Omar Haddad", tz="Europe/Berlin"),
        "priya": slack.add_person("Priya Nair", tz="Asia/Kolkata"),
        "jonas": slack.add_person("Jonas Weber", tz="Europe/Berlin"),
        "gil": slack.add_person("Gil Torres", guest=True),
        "dana": slack.add_person("Dana Brooks", external=True),
    }
    members = [one for name, one in people.items() if name != "dana"]
    few = [people[name] for name in ("ruth", "maya", "priya", "jonas")]
    return Cast(
        **people,
        growth=slack.add_channel("growth", [*members, people["dana"], slack.bot]),
        wins=slack.add_channel("wins", [*members, slack.bot]),
        churn_calls=slack.add_channel("churn-calls", [*few, slack.bot], private=True),
        squad=slack.add_group("classroom-squad", [people[name] for name in ("ines", "tomas", "maya")]),
        success=slack.add_group("success", [people[name] for name in ("priya", "jonas")]),
    )
