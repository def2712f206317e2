"""What people said of the star."""

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.star.star_check import Answered, Question
from northstar_bot.storage.tables.star_answers import star_answer


class StoredStarAnswers:
    """Append-only; the latest answer to a question counts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, workspace: WorkspaceId, version: int, answer: Answered) -> None:
        """Keep an answer about this version of the star."""
        row = {
            "workspace_id": workspace,
            "version": version,
            "question": answer.question.value,
            "text": answer.text,
            "by": answer.by,
            "at": answer.at,
        }
        await self._connection.execute(insert(star_answer).values(**row))

    async def latest(self, workspace: WorkspaceId, version: int) -> Sequence[Answered]:
        """The latest answer to each question about this version."""
        question = (
            select(star_answer)
            .where(star_answer.c.workspace_id == workspace, star_answer.c.version == version)
            .order_by(star_answer.c.id)
        )
        rows = (await self._connection.execute(question)).mappings()
        found = {
            row["question"]: Answered(Question(row["question"]), row["text"], PersonId(row["by"]), row["at"])
            for row in rows
        }
        return list(found.values())
