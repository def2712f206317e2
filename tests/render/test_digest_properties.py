"""Whatever is declared and read, the digest goes out within Slack's limits and pings nobody by accident."""

import json
import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.digests import COMPANY, MONDAY, STAR, WEEK, series, weeks

from northstar_bot.domain.company.company import Direction, Formula, Kind, Limits, Metric, Mode, Style
from northstar_bot.domain.digest.composition import Occasion, compose
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.digest.star_card import card_of
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.readings import Reach
from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.text import text
from northstar_bot.render.star.star import card_message, home_inputs, home_star, inputs_message

NASTY = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        [
            "<!channel>",
            "@here",
            "*bold* `code`",
            "<@U123>",
            "<https://x.example|y>",
            "😀" * 200,
            "\u202eabc",
            "&amp;",
            "",
        ]
    ),
)
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(0, 2000).map(float),
    st.floats(0, 1),
    st.sampled_from([0.0, -0.0, float("nan"), float("inf"), 1e308, -1e308]),
)
VALUES = st.lists(st.one_of(st.none(), NUMBERS), max_size=16).map(lambda some: some * 2)
LIVE = re.compile(r"<(?!@(?:U|W)[A-Z0-9]+>)[!@#a-zA-Z]")


@st.composite
def metrics(draw: st.DrawFn, kind: Kind, at: int) -> Metric:
    return Metric(
        MetricKey(f"{kind.value}{at}"),
        draw(NASTY),
        kind,
        unit=draw(NASTY),
        style=draw(st.sampled_from(Style)),
        owner=draw(st.one_of(st.none(), st.just(PersonId("U0ANA")), NASTY.map(PersonId))),
        direction=draw(st.sampled_from(Direction)),
        lag_days=draw(st.integers(0, 400)),
    )


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    inputs = [draw(metrics(Kind.INPUT, at)) for at in range(draw(st.sampled_from([0, 1, 2, 4, 11, 60])))]
    guards = [draw(metrics(Kind.GUARDRAIL, at)) for at in range(draw(st.integers(0, 3)))]
    star = draw(metrics(Kind.STAR, 0))
    mode = draw(st.sampled_from(Mode))
    company = replace(
        COMPANY,
        metrics=(star, *inputs, *guards),
        formula=Formula(mode, tuple(one.key for one in inputs)),
        limits=draw(st.sampled_from(Limits)),
    )
    kept = draw(st.lists(VALUES, min_size=3, max_size=6))
    reach = draw(
        st.sampled_from([None, Reach(star.key, None, WEEK.start), Reach(star.key, None, WEEK.end, error="x")])
    )
    known = {
        one.key: series(
            one.key, weeks(kept[at % len(kept)]), unfinished=[WEEK][: at % 2], metric=one, reach=reach
        )
        for at, one in enumerate(company.metrics)
    }
    told = replace(STAR, metric=star.key, vision=draw(NASTY), name=draw(NASTY), definition=draw(NASTY))
    return compose(replace(company, star=told), told, known, WEEK, Occasion(MONDAY, "Europe/Berlin"))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(digests())
def test_any_digest_goes_out_and_nothing_in_it_comes_alive(found: Digest) -> None:
    company = replace(COMPANY, metrics=tuple(line.metric for line in found.lines))
    card = card_of(company, replace(STAR, vision=found.vision), found)
    drawn = message(found)
    assert len(drawn.blocks) <= 15
    for sent in (drawn, *drawn.thread, card_message(card), inputs_message(card)):
        assert message_problems({"text": sent.text, "blocks": list(sent.blocks)}) == []
        assert len(sent.text) <= 40_000
        assert not LIVE.search(sent.text)
        assert '"mrkdwn"' not in json.dumps(sent.blocks)
    assert len(drawn.text.encode("utf-16-le")) // 2 <= 4000
    home = [*home_star(card), *home_inputs(card, found.inputs)]
    assert message_problems({"text": "Home", "blocks": home}) == []
    assert text(found)
    json.dumps(as_data(found), allow_nan=False)
