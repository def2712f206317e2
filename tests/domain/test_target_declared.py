"""What a target is for, said in the company file, typed in a form, kept, and refused when it makes no sense."""

from dataclasses import replace

import pytest
from tests.support.digests import COMPANY, LEARNERS, METRICS

from northstar_bot.company_file.reading import read
from northstar_bot.domain.declaration.declaration import check, difference
from northstar_bot.domain.declaration.settings import Noun, changed
from northstar_bot.domain.errors import BadInput, Invalid
from northstar_bot.render.company.settings_forms import editor
from northstar_bot.storage.company.company_document import company_of, document_of

ANSWERS = {
    "name": "Active learners",
    "kind": "input",
    "style": "count",
    "target": "1,200",
    "target_for": " Quarter ",
}


def with_target(**parts):
    metrics = tuple(replace(one, **parts) if one.key == LEARNERS else one for one in METRICS)
    return replace(COMPANY, metrics=metrics)


def test_a_form_reads_it_and_shows_it_again():
    company = changed(COMPANY, Noun.METRIC, LEARNERS, ANSWERS)
    assert (company.metric(LEARNERS).target, company.metric(LEARNERS).target_for) == (1200, "quarter")
    drawn = editor(company, Noun.METRIC, LEARNERS, ())
    fields = {block["block_id"]: block["element"].get("initial_value") for block in drawn["blocks"]}
    assert fields["target_for"] == "quarter"


def test_a_form_says_under_the_field_what_is_wrong():
    with pytest.raises(Invalid) as refused:
        changed(COMPANY, Noun.METRIC, LEARNERS, {**ANSWERS, "target_for": "soon"})
    assert "“soon” is not what a target can be for." in refused.value.fields["target_for"]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"target": 5.0, "target_for": "soon"}, "is not what a target can be for"),
        ({"target": None, "target_for": "quarter"}, "There is no target that this could be for"),
    ],
)
def test_a_declaration_is_checked(parts, sentence):
    with pytest.raises(BadInput, match=sentence) as refused:
        check(with_target(**parts))
    assert refused.value.field == "inputs.learners.target_for"


def test_it_is_kept_and_its_change_is_one_line():
    company = with_target(target=5.0, target_for="2026-12-31")
    row = {"id": "acme", "name": "Acme", "zone": "UTC", "revision": 0, "declared": document_of(company)}
    assert company_of(row, None).metrics == company.metrics
    (change,) = difference(with_target(target=5.0), company)
    assert change.line == "~ inputs.learners.target_for: (empty) → 2026-12-31"


def test_what_was_kept_before_there_was_such_a_thing_is_for_every_week():
    declared = document_of(COMPANY)
    for one in declared["metrics"]:
        del one["target_for"]
    row = {"id": "acme", "name": "Acme", "zone": "UTC", "revision": 0, "declared": declared}
    assert {one.target_for for one in company_of(row, None).metrics} == {""}


FILE = """\
workspace: {key: acme, name: Acme}
star: {metric: lessons, name: Lessons, vision: Learn., target: 9000, target_for: Quarter}
inputs:
  - {key: learners, name: Learners, target: 100, target_for: %s}
"""


@pytest.mark.parametrize("written", ["2026-12-31", '"2026-12-31"'])
def test_the_file_takes_a_day_with_or_without_quotation_marks(tmp_path, written):
    path = tmp_path / "company.yaml"
    path.write_text(FILE % written)
    company = read(path).company
    assert [one.target_for for one in company.metrics] == ["quarter", "2026-12-31"]


@pytest.mark.parametrize("written", ["soon", "7"])
def test_the_file_names_the_line(tmp_path, written):
    path = tmp_path / "company.yaml"
    path.write_text(FILE % written)
    with pytest.raises(BadInput, match=r"company\.yaml, line 4, inputs\.learners\.target_for"):
        read(path)
