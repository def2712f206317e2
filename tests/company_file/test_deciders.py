"""Deciders in the company file: for everything, or a part of it; and documents from before there were parts."""

from types import SimpleNamespace

import pytest

from northstar_bot.company_file.reading import read
from northstar_bot.domain.company.company import Scope
from northstar_bot.domain.errors import BadInput
from northstar_bot.storage.company.company_document import company_of, document_of

FILE = """\
workspace: {key: acme, name: Acme}
teams: [{key: sales, name: Sales}]
inputs: [{key: reach, name: Reach}]
roles:
  owners: [U1]
  deciders:
    - U2
    - {person: U3}
    - {person: U4, teams: [sales], inputs: [reach]}
"""


@pytest.fixture
def company_file(tmp_path):
    def write(text):
        (tmp_path / "company.yaml").write_text(text)
        return tmp_path / "company.yaml"

    return write


def test_a_decider_is_an_id_or_a_person_with_a_part(company_file):
    company = read(company_file(FILE)).company
    assert company.deciders == ("U2", "U3")
    assert company.scopes == (Scope("U4", ("sales",), ("reach",)),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("teams: [sales], i", "teams: [salse], i"),
            "line 9, roles.deciders.U4.teams: There is no team “salse”",
        ),
        (("inputs: [reach]}", "input: [reach]}"), "line 9, roles.deciders.2.input: there is no such field"),
        (("person: U4, teams", "teams"), "roles.deciders.2.person: this is missing"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(company_file, change, said):
    with pytest.raises(BadInput) as refused:
        read(company_file(FILE.replace(*change)))
    assert said in refused.value.sentence


def test_a_document_from_before_means_everything(company_file):
    company = read(company_file(FILE)).company
    document = document_of(company)
    row = SimpleNamespace(id="acme", name="Acme", zone="UTC", revision=0)
    assert company_of({**vars(row), "declared": document}, None).scopes == company.scopes
    older = {name: value for name, value in document.items() if name != "scopes"}
    loaded = company_of({**vars(row), "declared": older}, None)
    assert (loaded.deciders, loaded.scopes) == (("U2", "U3"), ())
