"""The settings: an overview of what is declared, with a way into each form."""

from collections.abc import Sequence

from northstar_bot.domain import form
from northstar_bot.domain.company import Company
from northstar_bot.domain.settings import SEVERAL, Noun
from northstar_bot.render import blocks
from northstar_bot.render.ids import SETTINGS_OPEN
from northstar_bot.render.message import Block, View
from northstar_bot.render.words import escape, plain

TITLES = {
    Noun.COMPANY: "Company",
    Noun.STAR: "North Star",
    Noun.METRIC: "Metrics",
    Noun.FORMULA: "How inputs make the star",
    Noun.SOURCE: "Where readings come from",
    Noun.TEAM: "Teams",
    Noun.SQUAD: "Squads",
    Noun.VALUE: "Company values",
    Noun.SCHEDULE: "Weekly posts",
    Noun.RECOGNITION: "Thanks",
    Noun.ROLES: "Roles",
}
LONGEST_LIST = 99


def overview(company: Company, saved: Sequence[str] = ()) -> View:
    """Every kind of setting with what it holds; `saved` says what was just changed."""
    rows: list[Block] = []
    if saved:
        lines = "\n".join(f"• {escape(line)}" for line in saved)
        rows = [blocks.section(f"*Saved*\n{lines}"), blocks.divider()]
    rows += [_row(company, noun) for noun in Noun]
    return blocks.modal("northstar.settings", "Settings", rows, close="Done")


def _row(company: Company, noun: Noun) -> Block:
    said = f"*{TITLES[noun]}*\n{escape(plain(_summary(company, noun), 600))}"
    if noun not in SEVERAL:
        return blocks.section(said, blocks.button("Edit", SETTINGS_OPEN, f"{noun}:"))
    items = [form.key(one) for one in getattr(company, SEVERAL[noun])][:LONGEST_LIST]
    options = [blocks.option("Add a new one", f"{noun}:")]
    options += [blocks.option(plain(key, 75), f"{noun}:{key}") for key in items]
    menu = blocks.select_field(options, placeholder="Edit or add") | {"action_id": f"{SETTINGS_OPEN}.{noun}"}
    return blocks.section(said, menu)


def _summary(company: Company, noun: Noun) -> str:
    """One line of what is declared now."""
    if noun is Noun.COMPANY:
        return f"{company.name} · {company.zone} · natural limits {company.limits}"
    if noun is Noun.STAR:
        return f"{company.star.name} (version {company.star.version})" if company.star else "Not set yet"
    if noun is Noun.FORMULA:
        return f"{company.formula.mode}: {' × '.join(company.formula.factors) or 'no inputs named'}"
    if noun is Noun.RECOGNITION:
        given = company.recognition
        feed = "a feed channel" if given.feed else "no feed channel: cards are posted where thanks are given"
        return f":{given.emoji}: thanks, :{given.boost}: says me too, {given.allowance} a day, {feed}"
    if noun is Noun.ROLES:
        return f"{len(company.owners)} owners, {len(company.stewards)} stewards, {len(company.deciders)} deciders"
    return ", ".join(form.key(one) for one in getattr(company, SEVERAL[noun])) or "None yet"
