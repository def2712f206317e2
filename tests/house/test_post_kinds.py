"""Every kind of post that can be scheduled is whole: rules, a composer, and words for each choice."""

import pytest

from northstar_bot.bootstrap.joining import composers
from northstar_bot.domain.calendar.schedules import PostKind
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.declaration.post_kinds import RULES
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.render.company.schedule_words import posts

ACME = Company(WorkspaceId("acme"), "Acme")


class Anything(dict):
    """A stand-in for services whose composers are named and not run."""

    def __getattr__(self, name):
        return Anything()

    def __call__(self, *args):
        return Anything()


@pytest.mark.parametrize("kind", PostKind)
def test_a_kind_can_be_declared_composed_and_chosen(kind):
    known = composers(Anything(), Anything(), Anything()).by_kind
    assert kind.value in known
    assert RULES[kind].cadences
    assert [value for value in posts(ACME) if value.partition(":")[0] == kind.value]
