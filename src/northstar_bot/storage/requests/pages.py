"""One page of a list, asked for so that it costs the same however many requests there are."""

from sqlalchemy import Select, select, union_all

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.requests.query import STATES, Query, Which
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.requests.filters import asked_for
from northstar_bot.storage.tables.requests import request as table

# Their own indices give these in order, whatever state a request is in.
_IN_ORDER = frozenset({Which.MINE, Which.RE_WEIGH})


def page_of(workspace: WorkspaceId, query: Query, desk: Desk, limit: int) -> Select[tuple[object, ...]]:
    """The first `limit` rows of `query`, newest first.

    The newest of each state are read in the order of the index and then put together; asked for at once, a database
    either sorts all of those states or goes through every request to find the few that stand there.
    """
    whole = asked_for(workspace, query, desk)
    states = STATES[query.which]
    if not states or query.which in _IN_ORDER or desk.blind:
        return whole.limit(limit)
    newest = [
        whole.with_only_columns(table.c.number).where(table.c.state == state.value).limit(limit).subquery()
        for state in states
    ]
    numbers = union_all(*(select(each.c.number) for each in newest))
    here = (table.c.workspace_id == workspace, table.c.number.in_(numbers))
    return select(table).where(*here).order_by(table.c.number.desc()).limit(limit)
