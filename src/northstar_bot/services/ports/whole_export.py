"""Questions about everything that is kept of a workspace, table by table."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Protocol

from northstar_bot.domain.ids import WorkspaceId


class WholeExport(Protocol):
    """Every table that holds something of a company."""

    def tables(self) -> Mapping[str, Sequence[str]]:
        """The names of the tables, each with its columns."""
        ...

    def rows(self, workspace: WorkspaceId, table: str) -> AsyncIterator[Sequence[Any]]:
        """The rows of one table in the order of its keys, values as they are said in JSON."""
        ...
