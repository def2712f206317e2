"""The same questions with a small and a large past."""

from benchmarks.company import FIVE_YEARS, declared, thanked
from benchmarks.stage import staged
from benchmarks.wire import caller


async def measure(small: int, large: int, times: int = 60) -> list[tuple[str, str, str]]:
    """Rows of what, measured, aim."""
    few, many = await _answers(small, times), await _answers(large, times)
    rows = []
    for name in few:
        ratio = many[name] / few[name]
        said = f"{few[name]:.1f} ms → {many[name]:.1f} ms, {ratio:.2f} ×"
        rows.append((f"{name}, {small:,} → {large:,} shout-outs", said, "1.3 ×"))
    return rows


async def _answers(shoutouts: int, times: int) -> dict[str, float]:
    """Full answers in milliseconds with five years of weekly readings."""
    async with staged() as stage:
        await declared(stage.bot, FIVE_YEARS)
        await thanked(stage.bot, shoutouts)
        other = stage.slack.add_person("Bo")
        async with caller(stage.url, *stage.who) as ask:
            _, card = await ask.median("show", times)
            _, roundup = await ask.median("roundup preview", times)
            given, _ = await ask.median(f"thanks <@{other.id}> for the sign-up fix", 8)
    return {"/northstar": card, "roundup": roundup, "giving thanks": given}
