"""Who is asking: a person, how they belong to the workspace, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum

from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.ids import GroupId, PersonId, TeamKey, WorkspaceId


class Standing(StrEnum):
    """How somebody belongs to the workspace."""

    MEMBER = "member"
    GUEST = "guest"
    EXTERNAL = "external"
    BOT = "bot"
    DEACTIVATED = "deactivated"


class Role(StrEnum):
    """What a member is trusted with; a person may hold several."""

    OWNER = "owner"
    STEWARD = "steward"
    DECIDER = "decider"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Slack; `zone` is an IANA name, `team` the home team or None."""

    id: PersonId
    name: str
    zone: str = "UTC"
    standing: Standing = Standing.MEMBER
    team: TeamKey | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A Slack user group and the people in it at this moment."""

    id: GroupId
    handle: str
    members: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person at the door, with the roles they hold in this workspace, and who is away whom they cover for."""

    workspace: WorkspaceId
    person: Person
    roles: frozenset[Role] = frozenset()
    covers_for: frozenset[PersonId] = frozenset()

    def holds(self, *roles: Role) -> bool:
        """Whether the viewer holds any of `roles`; an owner holds them all."""
        return Role.OWNER in self.roles or not self.roles.isdisjoint(roles)


def must_be_member(viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer is a full member; every door and every service asks this first."""
    if viewer.person.standing is not Standing.MEMBER:
        raise NotAllowed(
            "Only full members of this workspace can use Northstar.", "Ask a colleague to do it for you."
        )


def must_hold(viewer: Viewer, *roles: Role) -> None:
    """Raise NotAllowed unless the viewer is a member who holds one of `roles`."""
    must_be_member(viewer)
    if not viewer.holds(*roles):
        names = " or ".join(dict.fromkeys(role.value for role in (*roles, Role.OWNER)))
        raise NotAllowed(
            f"This needs the role {names}.", "An owner can give it to you in /northstar settings."
        )
