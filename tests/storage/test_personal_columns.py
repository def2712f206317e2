"""Nobody can add a column of words without saying what becomes of it when a person asks for their data or to leave."""

import pytest
from sqlalchemy import JSON, String

from northstar_bot.storage.privacy.personal_columns import EXEMPT, PERSONAL
from northstar_bot.storage.tables import metadata

# Which workspace a row belongs to says nothing about a person.
_WORKSPACE = "workspace_id"


def _spoken_for(table):
    kept = PERSONAL.get(table)
    named = {*kept.people, *kept.texts, *kept.links, *kept.carries, *kept.documents} if kept else set()
    return named | {column for tables in EXEMPT.values() for column in tables.get(table, ())}


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_column_of_words_says_whether_it_is_about_a_person(table):
    words = {
        column.name
        for column in table.columns
        if isinstance(column.type, String | JSON) and column.name != _WORKSPACE
    }
    forgotten = words - _spoken_for(table.name)
    assert not forgotten, (
        f"say in storage/privacy/personal_columns.py whether {sorted(forgotten)} of {table.name} hold a person's id"
        " or what a person wrote (PERSONAL), or why not (EXEMPT)"
    )


def test_what_is_spoken_for_exists():
    for name in {*PERSONAL, *(table for tables in EXEMPT.values() for table in tables)}:
        assert _spoken_for(name) <= set(metadata.tables[name].columns.keys()), name


def test_a_table_of_people_is_exported_and_searched_by_columns_of_its_own():
    for name, kept in PERSONAL.items():
        assert kept.people, name
        assert kept.says, name
        assert {*kept.texts.values(), *kept.links.values()} <= set(kept.people), name
