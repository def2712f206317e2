"""Thanks and boosts by reaction: what stands on a message counts, in whatever order we hear of it."""

from dataclasses import dataclass
from typing import Protocol

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import NotAllowed, NotFound
from northstar_bot.domain.people import Person, Viewer, must_be_member
from northstar_bot.domain.recognition.reactions import Marks, Reacted, emoji_name
from northstar_bot.domain.recognition.shoutouts import REACTION, Given, Shoutout, reach
from northstar_bot.domain.webhooks import Event, event_of
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock, Directory, Links, Publisher
from northstar_bot.services.recognition.thanks_keeping import Keeping, keep, renew_notes, take


class Posts(Publisher, Links, Protocol):
    """Where messages stand: they can be taken back, and have addresses."""


@dataclass(frozen=True, slots=True)
class ReactionService:
    """A reaction is a state of (channel, message, person, emoji); events only bring news of it."""

    unit_of_work: UnitOfWork
    directory: Directory
    clock: Clock
    posts: Posts

    async def heard(self, viewer: Viewer, reacted: Reacted) -> Given | None:
        """Take note of a reaction; returns the thanks it stands for, None when it means nothing here.

        Our card takes the boost emoji, every other message the emoji of thanks. One that was counted before
        is followed to its end, even when the company has chosen another emoji since.
        """
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(viewer.workspace)
            card = await store.shoutouts.on_card(viewer.workspace, reacted.channel, reacted.ts)
            before = await store.shoutouts.by_source(viewer.workspace, _key(reacted))
        if company is None:
            return None
        if card is not None:
            if reacted.name == emoji_name(company.recognition.boost):
                await self._boost_by_reaction(viewer, card, reacted)
            return None
        if reacted.name != emoji_name(company.recognition.emoji) and before is None:
            return None
        author = await self._author(viewer, reacted) if reacted.added else None
        if reacted.added and author is None:
            return None
        if author is not None:
            reach(viewer.person, [author], [])
        fresh = author is not None and before is None
        message = Receipt(reacted.channel, reacted.ts)
        permalink = await self.posts.permalink(viewer.workspace, message) if fresh else ""
        return await self._settle(viewer, company, reacted, author, permalink)

    async def _author(self, viewer: Viewer, reacted: Reacted) -> Person | None:
        if reacted.author is None or reacted.author == viewer.person.id:
            return None
        return await self.directory.person(viewer.workspace, reacted.author)

    async def _settle(
        self, viewer: Viewer, company: Company, reacted: Reacted, author: Person | None, permalink: str
    ) -> Given | None:
        """Bring what is kept in line with what stands, in one transaction under the reaction's lock.

        Only a change of what stands changes anything: news told again does not undo an Undo.
        """
        async with self.unit_of_work.write() as store:
            before, marks = await self._noted(store, viewer, reacted)
            given = await store.shoutouts.by_source(viewer.workspace, _key(reacted))
            if marks.standing == before.standing:
                return given
            if given is None:
                if author is None:
                    return None
                return await keep(store, self._keeping(viewer, company, reacted, author, permalink))
            return await self._follow(store, viewer, company, given.shoutout, reacted, stands=marks.standing)

    async def _follow(
        self,
        store: Store,
        viewer: Viewer,
        company: Company,
        shoutout: Shoutout,
        reacted: Reacted,
        *,
        stands: bool,
    ) -> Given | None:
        """Let thanks that were given before stand again, or take them back."""
        now = self.clock.now()
        if stands:
            await self._restore(store, viewer, company, shoutout)
        else:
            await store.shoutouts.take_back(viewer.workspace, shoutout.id, now)
        if stands == shoutout.undone:
            await renew_notes(store, shoutout, now)
            event = Event.GIVEN if stands else Event.TAKEN_BACK
            await store.hooks.tell(event_of(viewer.workspace, event, shoutout.id, now, again=True))
        return await store.shoutouts.by_source(viewer.workspace, _key(reacted))

    def _keeping(
        self, viewer: Viewer, company: Company, reacted: Reacted, author: Person, permalink: str
    ) -> Keeping:
        """Quiet thanks: a reaction has no words to read aloud, so it makes no card."""
        reached = reach(viewer.person, [author], [])
        draft = Shoutout(
            id=0,
            workspace=viewer.workspace,
            giver=viewer.person.id,
            giver_team=None,
            receivers=(),
            teams=(),
            text="",
            given_at=self.clock.now(),
            source_key=_key(reacted),
            channel=reacted.channel,
            permalink=permalink,
        )
        return Keeping(company, viewer.person, reached, draft, None)

    @staticmethod
    async def _restore(store: Store, viewer: Viewer, company: Company, shoutout: Shoutout) -> None:
        day = await store.shoutouts.allowance_day(viewer.workspace, shoutout.id)
        if day is not None and await store.shoutouts.restore(viewer.workspace, shoutout.id):
            await take(store, company, viewer.person, day)

    @staticmethod
    async def _noted(store: Store, viewer: Viewer, reacted: Reacted) -> tuple[Marks, Marks]:
        """What was known of this reaction, and what is known now."""
        before = await store.shoutouts.marks(viewer.workspace, reacted)
        marks = before.after(reacted)
        await store.shoutouts.keep_marks(viewer.workspace, reacted, marks)
        return before, marks

    async def _boost_by_reaction(self, viewer: Viewer, card: Shoutout, reacted: Reacted) -> None:
        if card.undone or _is_part_of(viewer.person, card):
            return
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            _, marks = await self._noted(store, viewer, reacted)
            await store.shoutouts.react_boost(
                viewer.workspace, card.id, viewer.person.id, now, present=marks.standing
            )

    async def boost(self, viewer: Viewer, number: int, *, present: bool = True) -> int:
        """Say "me too", or take it off; returns how many say so."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            shoutout = await store.shoutouts.get(viewer.workspace, number)
            if shoutout is None or shoutout.undone or shoutout.private:
                raise NotFound("This shout-out was taken back.", "There is nothing to add to.")
            if _is_part_of(viewer.person, shoutout):
                raise NotAllowed(
                    "You are part of this shout-out already.", "“Me too” is for those who stand beside it."
                )
            return await store.shoutouts.press_boost(
                viewer.workspace, number, viewer.person.id, self.clock.now(), present=present
            )


def _is_part_of(person: Person, shoutout: Shoutout) -> bool:
    return person.id == shoutout.giver or any(one.person == person.id for one in shoutout.receivers)


def _key(reacted: Reacted) -> str:
    """One act per person, message and emoji, whatever the skin tone."""
    return f"{REACTION}{reacted.channel}:{reacted.ts}:{reacted.person}:{reacted.name}"
