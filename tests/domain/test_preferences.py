"""What can be switched off, and that nothing that is off is told."""

from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.company.preferences import (
    MESSAGES,
    OF_MESSAGES,
    OF_RECOGNITION,
    OPT_OUTS,
    Switch,
    off_by,
    still_told,
)

PEOPLE = st.lists(st.sampled_from(["U1", "U2", "U3", "U4"]))
SWITCHES = st.sets(st.sampled_from(list(Switch)))


def test_every_switch_has_words_that_fit_a_box():
    assert set(MESSAGES) == set(OF_MESSAGES)
    assert set(OPT_OUTS) == OF_RECOGNITION
    assert all(len(said) <= 75 for said in (*MESSAGES.values(), *OPT_OUTS.values()))
    assert len(MESSAGES) <= 10


@given(SWITCHES, SWITCHES)
def test_ticked_messages_are_on_and_ticked_opt_outs_are_off(wanted, opted_out):
    off = off_by(wanted | {"forged"}, opted_out | {"forged"})
    assert {switch for switch in OF_MESSAGES if switch not in off} == wanted & set(OF_MESSAGES)
    assert off & OF_RECOGNITION == opted_out & OF_RECOGNITION


@given(PEOPLE, st.sampled_from(list(Switch)), SWITCHES, st.sets(st.sampled_from(["U1", "U2"])))
def test_nobody_is_told_what_is_off(people, kind, quiet, off):
    told = still_told(people, kind, quiet, off)
    assert len(set(told)) == len(told)
    assert set(told) == (set() if kind in quiet else set(people) - off)
