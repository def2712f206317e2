"""Nobody can add a kind of post without saying what becomes of it when a person in it is erased."""

from itertools import combinations

from tests.support.bot import stage

from northstar_bot.storage.privacy import erasure_kinds


async def test_every_kind_of_post_says_what_becomes_of_it(tmp_path, clock):
    async with stage(f"sqlite:///{tmp_path / 'n.db'}", clock) as made:
        composed = set(made.bot.work.pump.composers.by_kind)
    spoken_for = frozenset().union(*erasure_kinds.ALL)
    assert composed == spoken_for, (
        f"say in storage/privacy/erasure_kinds.py how messages of {sorted(composed - spoken_for)} are found that"
        f" name somebody who is erased; nobody composes {sorted(spoken_for - composed)}"
    )
    for one, other in combinations(erasure_kinds.ALL, 2):
        assert not one & other
