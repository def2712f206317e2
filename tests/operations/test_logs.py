"""What is logged says what happened and where, never a secret and never what people wrote."""

import logging
from datetime import timedelta

from tests.support.bot import SECRET

from northstar_bot.domain.company.company import Kind, Metric, Recognition, SourceSpec, Style, Team
from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId
from northstar_bot.services.requests.requests import RequestService

WRITTEN = "Zebracanary"
PASSWORD = "hunter2canary"


async def _raise(*_, **__):
    raise RuntimeError(WRITTEN)


async def test_a_busy_day_leaves_no_secret_and_no_words_in_the_log(embedded, caplog, clock, monkeypatch):
    caplog.set_level(logging.DEBUG, logger="northstar_bot")
    caplog.set_level(logging.INFO)
    monkeypatch.setenv("CANARY_URL", f"postgresql://reader:{PASSWORD}@127.0.0.1:1/none")
    stage = embedded
    sql = {
        "url_env": "CANARY_URL",
        "query": f"select week, value from {WRITTEN} where day >= :start and day < :end",
    }
    await stage.declare(
        metrics=(
            Metric(
                MetricKey("classes"), "Classes", Kind.INPUT, style=Style.COUNT, owner=PersonId(stage.bo.id)
            ),
            Metric(MetricKey("lost"), "Lost", Kind.INPUT, style=Style.COUNT),
        ),
        sources=(SourceSpec(MetricKey("lost"), "sql", sql),),
        teams=(
            Team("sales", "Sales", people=(stage.ana.id,)),
            Team("ops", "Ops", people=(stage.bo.id, stage.cy.id)),
        ),
        recognition=Recognition(feed=ChannelId(stage.growth.id)),
    )
    for line in (
        f"thanks @Bo for {WRITTEN}",
        f"thanks @{WRITTEN} for nothing",
        f"record classes {WRITTEN}",
        f"ask {WRITTEN} please",
        f"{WRITTEN}",
        f"why {WRITTEN}",
        f"digest {WRITTEN}",
        f"deck {WRITTEN}",
    ):
        await stage.ana.types(f"/northstar {line}", channel=stage.growth)
    await stage.settle()
    said = await stage.bo.says(stage.growth, WRITTEN)
    await stage.ana.reacts(said, "star2")
    await stage.ana.uses_shortcut("northstar_thank_message", said)
    await stage.ana.uses_shortcut("northstar_weigh_message", said)
    stage.slack.faults.add("chat.postMessage", error="invalid_blocks", times=2)
    stage.slack.faults.add("response_url", status=500)
    await stage.ana.types(f"/northstar thanks @Cy for {WRITTEN}", channel=stage.growth)
    with monkeypatch.context() as broken:
        broken.setattr(RequestService, "find", _raise, raising=False)
        broken.setattr(RequestService, "listed", _raise, raising=False)
        await stage.ana.types("/northstar requests", channel=stage.growth)
    collected = await stage.bot.house.services.readings.collect(stage.bot.workspace)
    assert [one.error is not None for one in collected] == [True]
    clock.advance(minutes=20)
    await stage.settle()
    await stage.bot.work.audit.audit(clock.now() + timedelta(minutes=30))
    secrets = (SECRET, stage.slack.bot_token, stage.slack.app_token, PASSWORD, WRITTEN, "CANARY")
    assert caplog.records
    for record in caplog.records:
        line = f"{record.name} {record.getMessage()} {record.exc_info or ''}"
        assert not [secret for secret in secrets if secret in line], line
