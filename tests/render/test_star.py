"""The star card, the table of inputs, and the star on Home."""

from dataclasses import replace

from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension
from tests.support.digests import COMPANY, METRICS, NORMAL, STAR, calm, digest, forms, series, weeks

from northstar_bot.domain.company.company import Formula, Kind, Metric
from northstar_bot.domain.digest.star_card import card_of
from northstar_bot.domain.ids import MetricKey
from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.star.star import card_message, home_inputs, home_star, inputs_message, no_star

WORDED = replace(
    STAR, definition="Lessons finished to the last slide.", why="They stay and pay.", stage="solidify"
)
CARD = card_of(COMPANY, WORDED, digest(NORMAL))
MANY = [Metric(MetricKey(f"i{at}"), f"Input {at}", Kind.INPUT) for at in range(120)]


def crowded() -> object:
    known = {one.key: series(one.key, weeks(calm(30)), metric=one) for one in MANY}
    company = replace(COMPANY, metrics=(METRICS[0], *MANY), formula=Formula())
    return card_of(company, STAR, digest({**NORMAL, **known}, company))


def test_the_card_and_the_table_are_drawn_as_agreed(snapshot: SnapshotAssertion) -> None:
    drawn = [card_message(CARD), inputs_message(CARD), no_star()]
    told = [{"text": one.text, "blocks": list(one.blocks)} for one in drawn]
    assert told == snapshot(extension_class=JSONSnapshotExtension)


def test_the_card_says_vision_value_owner_since_and_version() -> None:
    told = card_message(CARD).text
    for words in ("Everybody who starts", "681 lessons", "· Ana · Growth", "since 5 Jan 2026", "version 2"):
        assert words in told


def test_only_a_shared_card_is_for_the_channel() -> None:
    assert card_message(CARD, shared=True).shared
    assert not card_message(CARD).shared


def test_a_bare_star_is_still_a_card() -> None:
    bare = replace(STAR, vision="", name="", since=None)
    company = replace(COMPANY, metrics=METRICS[:1], formula=Formula())
    card = card_of(company, bare, digest(NORMAL, company))
    assert card_message(card).text.startswith("Weekly lessons completed\nWeek 47")
    assert [block["type"] for block in home_star(card)] == ["header", "rich_text", "context"]
    assert inputs_message(card).text.startswith("No inputs yet.")


def test_many_inputs_are_counted_where_they_do_not_fit() -> None:
    card = crowded()
    assert "and 108 more, see all inputs" in card_message(card).text
    table = inputs_message(card)
    assert "21 more inputs do not fit here." in table.text
    assert message_problems({"text": table.text, "blocks": list(table.blocks)}) == []


def test_what_may_change_is_marked_under_the_table() -> None:
    assert "* may still change" not in inputs_message(CARD).text
    lagging = replace(COMPANY, metrics=tuple(replace(one, lag_days=9) for one in METRICS))
    assert "* may still change" in inputs_message(card_of(lagging, STAR, digest(NORMAL, lagging))).text


def test_a_withheld_week_is_said_on_the_card() -> None:
    card = card_of(COMPANY, STAR, forms()["incomplete"])
    assert "Not compared this week: data reaches Wed 18 Nov" in card_message(card).text


def test_home_shows_the_star_and_ones_own_inputs() -> None:
    assert home_star(None)[1:] == list(no_star().blocks)
    assert [block["type"] for block in home_star(CARD)] == ["header", "section", "rich_text", "context"]
    assert home_inputs(CARD, ()) == []
    assert len(home_inputs(CARD, CARD.digest.inputs)) == 1
