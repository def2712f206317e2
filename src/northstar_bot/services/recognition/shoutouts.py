"""Give thanks, take them back, look at one's own: one transaction each, and each act once."""

from collections.abc import Sequence
from dataclasses import dataclass

from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.errors import AlreadyDone, BadInput, NotAllowed, NotFound
from northstar_bot.domain.ids import GroupId, PersonId
from northstar_bot.domain.people import Person, Viewer, must_be_member
from northstar_bot.domain.recognition.shoutouts import PEOPLE, Crowd, Given, Shoutout, reach, worded
from northstar_bot.domain.recognition.thanks_form import (
    REQUEST,
    Offered,
    ThanksForm,
    Where,
    Wish,
    form_of,
    must_be_open_to,
    must_be_sayable,
    offered,
)
from northstar_bot.domain.recognition.thanks_pages import Leaf, Mine, Side
from northstar_bot.domain.recognition.thanks_text import Asked, parse
from northstar_bot.domain.slack_text import mentioned_people
from northstar_bot.domain.webhooks import Event, event_of
from northstar_bot.services.declared import declared
from northstar_bot.services.ports.store import Store
from northstar_bot.services.recognition.reactions import ReactionService
from northstar_bot.services.recognition.thanks_keeping import (
    Keeping,
    card_place,
    keep,
    renew_card,
    renew_notes,
)

SHOWN = 5
NEWEST = Leaf()
# As many people as fit under each other without scrolling for long; who is not there is found by typing more.
OFFERED = 40
# Below this everybody in a group is looked up in Slack; above it those we have met are taken as we know them.
_LOOKED_UP = 30


@dataclass(frozen=True, slots=True)
class ShoutoutService(ReactionService):
    """Everything people do with thanks; reactions and boosts come from ReactionService."""

    async def understand(self, viewer: Viewer, raw: str) -> Asked:
        """What was typed after `thanks`; people mentioned in its words stand there by their names."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await declared(store, viewer.workspace)
        people = await self.directory.people(viewer.workspace, mentioned_people(raw))
        return parse(raw, company.teams, {one: person.name for one, person in people.items()})

    async def form(self, viewer: Viewer, people: Sequence[PersonId] = ()) -> ThanksForm:
        """What the form offers; `people` are filled in already and need their names."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await declared(store, viewer.workspace)
        found = await self.directory.people(viewer.workspace, people)
        names = {one: person.name for one, person in found.items()}
        return form_of(company, viewer, await self.directory.groups(viewer.workspace), names)

    async def suggest(self, viewer: Viewer, typed: str) -> Offered:
        """Whom what was typed may mean: teams, groups and people in one list."""
        form = await self.form(viewer)
        async with self.unit_of_work.read() as store:
            people = await store.people.search(viewer.workspace, typed.strip().removeprefix("@"), OFFERED + 1)
        others = [one for one in people if one.id != viewer.person.id]
        return offered(form, others[:OFFERED], typed)

    async def give(self, viewer: Viewer, wish: Wish, source_key: str) -> Given:
        """Give thanks; the same act delivered again is answered as it was the first time."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await declared(store, viewer.workspace)
            before = await store.shoutouts.by_source(viewer.workspace, source_key)
            await _must_be_asked(store, viewer, wish.request)
        if before is not None:
            return before
        must_be_open_to(wish, company, viewer)
        must_be_sayable(wish, company)
        text = worded(wish.text)
        people = await self._people(viewer, wish.people)
        reached = reach(viewer.person, people, await self._crowds(viewer, company, wish))
        message = wish.message
        permalink = await self.posts.permalink(viewer.workspace, message) if message else ""
        draft = Shoutout(
            id=0,
            workspace=viewer.workspace,
            giver=viewer.person.id,
            giver_team=None,
            receivers=(),
            teams=reached.teams,
            text=text,
            given_at=self.clock.now(),
            source_key=source_key,
            value=wish.value,
            input=wish.input,
            channel=wish.channel,
            permalink=permalink,
            private=wish.where is Where.PRIVATE,
            request=wish.request,
        )
        card = card_place(company, wish.channel, wish.where)
        async with self.unit_of_work.write() as store:
            return await keep(store, Keeping(company, viewer.person, reached, draft, card))

    async def undo(self, viewer: Viewer, number: int) -> Shoutout:
        """Take back what one gave; its card and the notes about it say so, who was thanked may have read them."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            shoutout = await store.shoutouts.get(viewer.workspace, number)
            if shoutout is None:
                raise NotFound("There is no such shout-out.", "It may belong to another workspace.")
            if shoutout.giver != viewer.person.id:
                raise NotAllowed("Only who gave a shout-out can take it back.", "Ask them to do it.")
            if not await store.shoutouts.take_back(viewer.workspace, number, self.clock.now()):
                raise AlreadyDone("This shout-out was taken back before.", "Nothing changed.")
            await renew_notes(store, shoutout, self.clock.now())
            await renew_card(store, shoutout, self.clock.now())
            await store.hooks.tell(
                event_of(viewer.workspace, Event.TAKEN_BACK, number, self.clock.now(), again=True)
            )
        return shoutout

    async def mine(self, viewer: Viewer, leaf: Leaf = NEWEST) -> Mine:
        """A page of what one received and gave oneself."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            lists = {
                Side.RECEIVED: store.shoutouts.received_by,
                Side.GIVEN: store.shoutouts.given_by,
            }
            # One more than there is room for says whether there are older ones.
            found = {
                side: await read(
                    viewer.workspace, viewer.person.id, leaf.room + 1, themselves=True, skipped=leaf.skipped
                )
                for side, read in lists.items()
                if leaf.holds(side)
            }
        received, given = (tuple(found.get(side, ())) for side in lists)
        more = any(len(several) > leaf.room for several in found.values())
        return Mine(leaf, received[: leaf.room], given[: leaf.room], more)

    async def latest(self, viewer: Viewer, limit: int = SHOWN) -> tuple[Shoutout, ...]:
        """The newest of the workspace."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            return tuple(await store.shoutouts.latest(viewer.workspace, limit))

    async def _people(self, viewer: Viewer, ids: tuple[PersonId, ...]) -> list[Person]:
        found = await self.directory.people(viewer.workspace, ids)
        if len(found) < len(set(ids)):
            raise BadInput(
                "Slack does not know one of the people named.", "Pick them from the list again.", PEOPLE
            )
        return list(found.values())

    async def _crowds(self, viewer: Viewer, company: Company, wish: Wish) -> list[Crowd]:
        """Groups and teams with the people in them now; a group that is a team's own is that team."""
        teams = [team for key in wish.teams if (team := company.team(key))]
        own = {team.group: team for team in company.teams if team.group}
        crowds = [await self._team(viewer, team) for team in teams]
        for group in wish.groups:
            team = own.get(group)
            crowds.append(
                await self._team(viewer, team) if team else await self._group(viewer, company, group)
            )
        return crowds

    async def _group(self, viewer: Viewer, company: Company, group: GroupId) -> Crowd:
        found = await self.directory.group(viewer.workspace, group)
        if found is None:
            raise BadInput(
                "That user group cannot be read here.",
                "Name the people instead, or ask an owner to grant usergroups:read to Northstar.",
                PEOPLE,
            )
        handle = found.handle.casefold()
        team = next((one for one in company.teams if handle in (one.key, one.name.casefold())), None)
        people = await self._members(viewer, found.members)
        return Crowd(f"@{found.handle}", people, team.key if team else None)

    async def _team(self, viewer: Viewer, team: Team) -> Crowd:
        found = await self.directory.group(viewer.workspace, team.group) if team.group else None
        async with self.unit_of_work.read() as store:
            settled = await store.people.members_of(viewer.workspace, team.key)
        # The Slack group speaks for itself; without one, what was settled and who is named by hand.
        members = (*team.people, *(found.members if found else settled))
        return Crowd(f"the team {team.name}", await self._members(viewer, members), team.key)

    async def _members(self, viewer: Viewer, ids: tuple[PersonId, ...]) -> tuple[Person, ...]:
        wanted = tuple(dict.fromkeys(ids))
        known: dict[PersonId, Person] = {}
        if len(wanted) > _LOOKED_UP:
            async with self.unit_of_work.read() as store:
                known = dict(await store.people.known(viewer.workspace, wanted))
        unmet = [one for one in wanted if one not in known]
        met = known | await self.directory.people(viewer.workspace, unmet)
        return tuple(met[one] for one in wanted if one in met)


async def _must_be_asked(store: Store, viewer: Viewer, number: int | None) -> None:
    if number is not None and await store.requests.find(viewer.workspace, number) is None:
        raise BadInput(
            f"There is no request #{number}.", "See /northstar requests, or leave it empty.", REQUEST
        )
