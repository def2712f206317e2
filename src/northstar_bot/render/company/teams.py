"""The teams of a company: what each brings, never who is better."""

from northstar_bot.domain.company.teams import HOME_RULE, TeamLine, TeamsView
from northstar_bot.domain.typed import one_line
from northstar_bot.render import blocks
from northstar_bot.render.message import Block, Message
from northstar_bot.render.words import count, escape, mention

_MOST = 40


def directory(view: TeamsView) -> Message:
    """Every team with its line; for stewards, who is in none."""
    if not view.teams:
        said = "No teams are declared yet. A steward adds them in /northstar settings."
        return Message(said, (blocks.section(said),))
    shown: list[Block] = [blocks.header("Who brings what")]
    shown += [blocks.section(_line(team)) for team in view.teams[:_MOST]]
    more = len(view.teams) - _MOST
    shown += [blocks.context(f"and {count('team', more)} more")] if more > 0 else []
    if any(team.usual for team in view.teams):
        shown.append(
            blocks.context("_In italics: a line of ours. The team can write its own in /northstar settings._")
        )
    asides = [said for said in (_without(view), _unread(view)) if said]
    shown += [blocks.section(said) for said in asides]
    shown.append(blocks.context(HOME_RULE))
    return Message("\n".join([*(_line(team) for team in view.teams), *asides]), tuple(shown))


def _line(team: TeamLine) -> str:
    brings = escape(one_line(team.brings), 300)
    said = f"_{brings}_" if team.usual else brings
    return f"*{escape(team.name, 80)}* · {count('person', team.people)}" + (f"\n{said}" if said else "")


def _without(view: TeamsView) -> str:
    if not view.without:
        return ""
    names = ", ".join(mention(person) for person in view.without)
    more = f" and {view.without_more:,} more" if view.without_more else ""
    return f"*In no team* (only stewards see this): {names}{more}"


def _unread(view: TeamsView) -> str:
    if not view.unread:
        return ""
    names = ", ".join(f"*{escape(name, 80)}*" for name in view.unread[:_MOST])
    which = "the user group" if len(view.unread) == 1 else "the user groups"
    return (
        f"Slack does not show {which} of {names} (only stewards see this): switched off, gone, or without the scope"
        " usergroups:read. Their people stay as they were seen last."
    )
