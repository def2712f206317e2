"""What a list of teams would change: each person once, the first word counts, and nothing unclear is guessed."""

from dataclasses import replace

import pytest
from tests.support.recognition import ANA, BOB, BOT, COMPANY, CY, DEA, DI, EVERYBODY, EXA, GUS

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.company.team_list import listed
from northstar_bot.domain.company.team_sheet import read
from northstar_bot.domain.declaration.team_import import Faces, moves_by_pair, outline
from northstar_bot.domain.people import Person
from northstar_bot.exports.team_list import as_csv

MET = {one.id: one for one in EVERYBODY}
HOMES = {BOB.id: "design", CY.id: "design"}


def outlined(
    rows, header="team,person,lead,brings", met=MET, company=COMPANY, homes=HOMES, alone=frozenset()
):
    text = f"{header}\n{rows}\n"
    return outline(company, read(text.encode()), Faces(met, alone), homes)


def moved(found):
    return [(move.name, move.before, move.after) for move in found.moves]


def test_who_joins_moves_and_stays():
    found = outlined("Sales,Di\nSales,Ana\nSales,Bob\nDesign,Cy")
    assert moved(found) == [("Di", None, "Sales"), ("Bob", "Design", "Sales")]
    assert found.stay == 2
    assert found.company.team("sales").people == (ANA.id, DI.id, BOB.id)
    assert found.company.team("design") == COMPANY.team("design")  # Cy is there by its group already
    assert found.homes == {ANA.id: "sales", BOB.id: "sales", CY.id: "design", DI.id: "sales"}
    assert moves_by_pair(found.moves) == [("Design", "Sales", 1)]


def test_who_is_named_by_hand_leaves_that_list_when_moving():
    found = outlined("Legal,U0ANA")
    assert moved(found) == [("Ana", "Sales", "Legal")]
    assert found.company.team("sales").people == ()
    assert found.company.team("legal").people == (ANA.id,)


@pytest.mark.parametrize("said", ["U0BOB", "<@U0BOB>", "<@U0BOB|bob>", "Bob", "@bob", " BOB "])
def test_a_person_is_known_by_id_mention_name_or_handle(said):
    assert moved(outlined(f"Sales,{said}")) == [("Bob", "Design", "Sales")]


def test_a_team_is_known_by_name_or_key_and_a_new_one_gets_a_key():
    found = outlined("SALES,Bob\nCustomer Success,Cy\nCustomer  success,Di\nÉlan Vital,Ana\n営業,\n営業2,")
    assert [team.name for team in found.new_teams] == ["Customer Success", "Élan Vital", "営業", "営業2"]
    keys = [team.key for team in found.company.teams]
    assert keys == ["sales", "design", "legal", "customer-success", "elan-vital", "team", "team-2"]
    assert found.company.team("customer-success").people == (CY.id, DI.id)


def test_a_team_that_may_be_a_slip_is_asked_about():
    (new,) = outlined("Slaes,Bob").new_teams
    assert new.resembles == "Sales"


def test_leads_and_lines():
    found = outlined("Sales,Bob,yes,Trust\nDesign,,U0CY,Form\nLegal,Di,no,")
    assert [(team.lead, team.brings) for team in found.company.teams] == [
        (BOB.id, "Trust"),
        (CY.id, "Form"),
        (None, ""),
    ]
    assert [change.line for change in found.changes] == [
        "+ Sales, lead: Bob (U0BOB)",
        "+ Sales, what we bring: Trust",
        "+ Design, lead: Cy (U0CY)",
        "+ Design, what we bring: Form",
    ]
    again = outlined(
        "Sales,Bob,yes,Trust\nDesign,Cy,x,Form", company=found.company, homes={**HOMES, **found.homes}
    )
    assert not again.changes_something
    assert outlined("Sales,,,").company == COMPANY  # an empty cell takes nothing away


def test_the_same_person_twice_is_one_and_in_two_teams_is_asked_about():
    found = outlined("Sales,Bob\nSales,U0BOB\n")
    assert (len(found.moves), found.wrong) == (1, ())
    (wrong,) = outlined("Sales,Bob\nLegal,U0BOB\n").wrong
    assert (wrong.row, wrong.sentence) == (3, "Bob is in another team in row 2.")


TWO = {**MET, "U0BOB2": Person("U0BOB2", "bob")}
UNCLEAR = {
    "nobody": ("Sales,Zed", "Nobody known here is “Zed”"),
    "an id nobody has": ("Sales,U0ZED99", "Nobody known here is “U0ZED99”"),
    "an address": ("Sales,bob@acme.example", "Nobody known here has the address “bob@acme.example”"),
    "a guest": (f"Sales,{GUS.id}", "is a guest; teams hold full members"),
    "somebody external": (f"Sales,{EXA.name}", "from another organisation"),
    "somebody who left": (f"Sales,{DEA.id}", "a deactivated account"),
    "a bot": (f"Sales,{BOT.id}", "is a bot"),
    "one of two": ("Sales,Bob", "2 people are called “Bob”"),
    "a lead of nothing": ("Sales,,yes,", "names a lead and no person"),
    "a lead nobody knows": ("Sales,,Zed,", "Nobody known here is “Zed”"),
    "two leads": ("Sales,,U0ANA,\nSales,,U0CY,", "Sales has another lead in row 2"),
    "two lines": ("Sales,,,One\nSales,,,Two", "Sales brings something else in row 2"),
}


@pytest.mark.parametrize(("rows", "said"), UNCLEAR.values(), ids=UNCLEAR.keys())
def test_what_is_unclear_is_named_and_not_guessed(rows, said):
    found = outlined(rows, met=TWO)
    assert said in found.wrong[-1].sentence
    assert found.wrong[-1].hint


def test_two_teams_of_one_name_are_told_apart_by_key():
    twins = replace(COMPANY, teams=(*COMPANY.teams, Team("sales-emea", "Sales")))
    assert "2 teams are called “Sales”" in outlined("Sales,Bob", company=twins).wrong[0].sentence
    assert moved(outlined("sales-emea,Bob", company=twins)) == [("Bob", "Design", "Sales")]


def test_who_is_known_by_handle_or_address_is_found_and_a_handle_that_is_anothers_name_is_not_guessed():
    called = (
        ("bobby", BOB.id),
        ("bob@acme.example", BOB.id),
        ("bob", BOB.id),
        ("cy", DI.id),
        ("gone", "U0GONE"),
    )
    for said in ("@bobby", "Bob@Acme.example", "bob"):
        sheet = read(f"team,person\nSales,{said}\n".encode())
        assert moved(outline(COMPANY, sheet, Faces(MET, called=called), HOMES)) == [
            ("Bob", "Design", "Sales")
        ]
    sheet = read(b"team,person\nSales,Cy\nSales,gone\n")
    said = [one.sentence for one in outline(COMPANY, sheet, Faces(MET, called=called), HOMES).wrong]
    assert said == ["2 people are called “Cy”.", "Nobody known here is “gone”."]


def test_before_anybody_was_met_ids_are_believed():
    found = outlined("Sales,U0NEW1\nSales,Bob", met={})
    assert moved(found) == [("U0NEW1", None, "Sales")]
    assert [wrong.row for wrong in found.wrong] == [3]
    assert outlined("Sales,U0NEW1", met={}, alone=frozenset({"U0NEW1"})).wrong


def test_what_is_handed_out_can_be_taken_over_again():
    odd = replace(
        COMPANY,
        teams=(
            Team("sales", '=Sales; "North"', brings="+1, as we say", people=(ANA.id,), lead=CY.id),
            Team("design", "-Design\n<x>", group="S0DESIGN", lead=BOB.id),
            Team("legal", "Legal", brings="'quoted'"),
        ),
    )
    data = as_csv(listed(odd, {**HOMES, DEA.id: "design"}, MET))
    assert b"U0DEA" not in data
    found = outline(odd, read(data), Faces(MET), HOMES)
    assert (found.wrong, found.unused, found.changes_something) == ((), (), False)
    bare = replace(odd, teams=())
    anew = outline(bare, read(data), Faces(MET), {})
    assert [(one.lead, one.brings, one.people) for one in anew.company.teams] == [
        (CY.id, "+1, as we say", (ANA.id,)),
        (BOB.id, "", (BOB.id, CY.id)),
        (None, "'quoted'", ()),
    ]
