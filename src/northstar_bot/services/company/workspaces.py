"""Which workspace a Slack team is: found, adopted when one was declared before Slack was connected, or new."""

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.ports.store import UnitOfWork


async def connect(unit_of_work: UnitOfWork, slack_team: str, name: str) -> WorkspaceId:
    """The workspace of this Slack team. A single one declared without Slack is taken to be it.

    One whose app was removed is kept from here on: the app is back.
    """
    async with unit_of_work.write() as store:
        bound = await store.companies.bound_to(slack_team)
        if bound is not None:
            await store.installations.restore(bound)
            return bound
        known = await store.companies.all_ids()
        waiting = [one for one in known if await store.companies.slack_team_of(one) is None]
        if len(waiting) == 1 and len(known) == 1:
            workspace = waiting[0]
        else:
            workspace = WorkspaceId(slack_team.lower())
            await store.companies.save(Company(workspace, name or slack_team))
        await store.companies.bind(workspace, slack_team)
        return workspace
