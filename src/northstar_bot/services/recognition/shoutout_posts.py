"""What is posted about thanks: the card in the feed and the note to who was thanked."""

from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Plan, Receipt
from northstar_bot.domain.ids import ChannelId, PersonId
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.domain.recognition.thanks_form import ShoutoutCard, ThankedNote
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Links
from northstar_bot.services.recognition.thanks_keeping import (
    CARD,
    CARD_NOW,
    NOTE,
    NOTE_NOW,
    renew_card,
    renew_notes,
)


@dataclass(frozen=True, slots=True)
class ShoutoutPosts:
    """Composers of cards and notes, also as they should read now; what was taken back is not told any more."""

    unit_of_work: UnitOfWork
    links: Links

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {
            CARD: Composer(self.card, self.card_stands),
            CARD_NOW: Composer(self.card_now),
            NOTE: Composer(self.note, self.note_stands),
            NOTE_NOW: Composer(self.note_now),
        }

    async def card(self, plan: Plan, now: datetime) -> ShoutoutCard | None:
        """The public card."""
        found = await self.card_now(plan, now)
        return None if found is None or found.shoutout.undone else found

    async def card_now(self, plan: Plan, now: datetime) -> ShoutoutCard | None:
        """The card as it should read now, taken back or not; it replaces the one that stands."""
        del now
        async with self.unit_of_work.read() as store:
            shoutout = await store.shoutouts.get(plan.workspace, int(plan.details["shoutout"]))
            company = await store.companies.of(plan.workspace)
        if shoutout is None or company is None:
            return None
        metric = company.metric(shoutout.input) if shoutout.input else None
        return ShoutoutCard(
            shoutout,
            _team_names(company, shoutout),
            _value_name(company, shoutout),
            metric.name if metric else "",
            company.recognition.boost,
        )

    async def note_now(self, plan: Plan, now: datetime) -> ThankedNote | None:
        """The note as it should read now, taken back or not; it replaces the one that stands."""
        del now
        async with self.unit_of_work.read() as store:
            shoutout = await store.shoutouts.get(plan.workspace, int(plan.details["shoutout"]))
            company = await store.companies.of(plan.workspace)
        return _note(plan, company, shoutout) if shoutout and company else None

    async def note(self, plan: Plan, now: datetime) -> ThankedNote | None:
        """The note to one receiver."""
        del now
        shoutout, company = await self._read(plan)
        return _note(plan, company, shoutout) if shoutout and company else None

    async def note_stands(self, plan: Plan, receipt: Receipt) -> None:
        """A note that was posted while its thanks were being taken back is put right."""
        del receipt
        async with self.unit_of_work.read() as store:
            shoutout = await store.shoutouts.get(plan.workspace, int(plan.details["shoutout"]))
        if shoutout is not None and shoutout.undone:
            async with self.unit_of_work.write() as store:
                await renew_notes(store, shoutout, plan.due_at)

    async def card_stands(self, plan: Plan, receipt: Receipt) -> None:
        """Keep where the card stands; one that was taken back while it was being posted is put right."""
        number = int(plan.details["shoutout"])
        link = await self.links.permalink(plan.workspace, receipt)
        async with self.unit_of_work.write() as store:
            await store.shoutouts.remember_card(plan.workspace, number, receipt, link)
            shoutout = await store.shoutouts.get(plan.workspace, number)
            if shoutout is not None and shoutout.undone:
                await renew_card(store, shoutout, plan.due_at)

    async def _read(self, plan: Plan) -> tuple[Shoutout | None, Company | None]:
        async with self.unit_of_work.read() as store:
            shoutout = await store.shoutouts.get(plan.workspace, int(plan.details["shoutout"]))
            company = await store.companies.of(plan.workspace)
        return (None if shoutout is None or shoutout.undone else shoutout), company


def _note(plan: Plan, company: Company, shoutout: Shoutout) -> ThankedNote:
    return ThankedNote(
        shoutout,
        PersonId(plan.target),
        _team_names(company, shoutout),
        _value_name(company, shoutout),
        ChannelId(plan.details["card"]) if plan.details.get("card") else None,
    )


def _team_names(company: Company, shoutout: Shoutout) -> tuple[str, ...]:
    found = ((key, company.team(key)) for key in shoutout.teams)
    return tuple(team.name if team else key for key, team in found)


def _value_name(company: Company, shoutout: Shoutout) -> str:
    return next((value.name for value in company.values if value.key == shoutout.value), shoutout.value or "")
