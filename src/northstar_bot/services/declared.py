"""What a workspace has declared, for everything that cannot go on without it."""

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.ports.store import Store


async def declared(store: Store, workspace: WorkspaceId) -> Company:
    """The company, or NotFound with what to do when nothing is declared."""
    company = await store.companies.of(workspace)
    if company is None:
        raise NotFound("Nothing is declared here yet.", "An owner can begin in /northstar settings.")
    return company
