"""The monthly notes: one team to thank by a named rule, teams nobody thanked, and who reads them."""

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.recognition.balance import Flow
from northstar_bot.domain.recognition.lead_notes import (
    STRANGERS,
    UNRETURNED,
    LeadNote,
    Suggestion,
    leadless,
    leadless_note,
    leads_instead,
    quiet_teams,
    suggest,
)

TEAMS = (
    Team("ops", "Ops"),
    Team("sales", "Sales"),
    Team("legal", "Legal", lead="U9"),
    Team("design", "Design"),
)
COMPANY = Company("acme", "Acme", teams=TEAMS, stewards=("U2", "U3"))
MAY = Month(2026, 5)


def test_thanks_without_an_answer_come_first_and_take_turns():
    flows = [
        Flow("sales", "ops", 3),
        Flow("legal", "ops", 1),
        Flow("legal", "design", 1),
        Flow(None, "ops", 9),
    ]
    assert suggest(COMPANY, "ops", flows, Month(2026, 4)) == Suggestion("Legal", UNRETURNED)
    assert suggest(COMPANY, "ops", flows, MAY) == Suggestion("Sales", UNRETURNED)
    answered = [*flows, Flow("ops", "sales", 1), Flow("ops", "legal", 1)]
    assert suggest(COMPANY, "ops", answered, MAY) == Suggestion("Design", STRANGERS)
    everybody = [*answered, Flow("ops", "design", 1)]
    assert suggest(COMPANY, "ops", everybody, MAY) is None


def test_who_reads_the_note_of_a_team():
    assert [team.key for team in leadless(COMPANY)] == ["ops", "sales", "design"]
    assert leads_instead(COMPANY, ("U8",)) == ("U2",)
    assert leads_instead(Company("acme", "Acme"), ("U8",)) == ("U8",)
    assert leads_instead(Company("acme", "Acme"), ()) == ()


def test_one_note_holds_all_teams_without_a_lead_and_says_how_many_it_does_not():
    notes = [LeadNote(f"T{number}", (), ("U1",), None, {}) for number in range(9)]
    gathered = leadless_note(notes)
    assert ([one.team for one in gathered.notes], gathered.more) == ([f"T{n}" for n in range(6)], 3)
    assert leadless_note(notes[:1]).more == 0
    assert leadless_note([]) is None


def test_teams_no_other_team_thanked_stand_by_name():
    inside, of_nobody = Flow("design", "design", 9), Flow(None, "legal", 9)
    known = [team.key for team in TEAMS]
    found = quiet_teams(COMPANY, known, [inside, of_nobody, Flow("ops", "sales", 1)])
    assert found.teams == ("Design", "Legal", "Ops")
    assert quiet_teams(COMPANY, known, [Flow("gone", team.key, 1) for team in TEAMS]) is None
    assert quiet_teams(COMPANY, ["legal"], []).teams == ("Legal",), "others are too new to be missed"
