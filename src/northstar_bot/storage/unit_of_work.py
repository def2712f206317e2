"""One transaction and the repositories inside it."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.services.ports.world import Clock
from northstar_bot.storage.company.away import StoredAbsences
from northstar_bot.storage.company.company import StoredCompanies
from northstar_bot.storage.company.installations import StoredInstallations
from northstar_bot.storage.company.people import StoredPeople
from northstar_bot.storage.company.preferences import StoredPreferences
from northstar_bot.storage.company.reminders import StoredReminders
from northstar_bot.storage.company.rituals import StoredRituals
from northstar_bot.storage.company.star_answers import StoredStarAnswers
from northstar_bot.storage.company.week_starts import StoredWeekStarts
from northstar_bot.storage.engine import Database
from northstar_bot.storage.numbers.annotations import StoredAnnotations
from northstar_bot.storage.numbers.baselines import StoredBaselines
from northstar_bot.storage.numbers.evidence import StoredEvidence
from northstar_bot.storage.numbers.readings import StoredReadings
from northstar_bot.storage.numbers.segments import StoredSegments
from northstar_bot.storage.pivots.pivots import StoredPivots
from northstar_bot.storage.posts.deliveries import StoredDeliveries
from northstar_bot.storage.posts.hooks import StoredHooks
from northstar_bot.storage.posts.inbox import StoredInbox
from northstar_bot.storage.privacy.erasing import StoredPersonalData
from northstar_bot.storage.privacy.retention import StoredRetention
from northstar_bot.storage.privacy.whole_export import StoredWholeExport
from northstar_bot.storage.recognition.balance import StoredTeamThanks
from northstar_bot.storage.recognition.beginnings import StoredBeginnings
from northstar_bot.storage.recognition.consents import StoredConsents
from northstar_bot.storage.recognition.deck_thanks import StoredDeckThanks
from northstar_bot.storage.recognition.learning import StoredLearnings
from northstar_bot.storage.recognition.participation import StoredParticipation
from northstar_bot.storage.recognition.sender_locks import StoredSenderLocks
from northstar_bot.storage.recognition.shoutouts import StoredShoutouts
from northstar_bot.storage.recognition.spotlights import StoredSpotlights
from northstar_bot.storage.requests.answering import answering
from northstar_bot.storage.requests.drafts import StoredDrafts
from northstar_bot.storage.requests.fairness import StoredFairness
from northstar_bot.storage.requests.followers import StoredFollowers
from northstar_bot.storage.requests.requests import StoredRequests
from northstar_bot.storage.requests.review import StoredReviewCounts
from northstar_bot.storage.requests.second_weighing import StoredSecondWeighings
from northstar_bot.storage.requests.shipments import StoredShipments
from northstar_bot.storage.requests.similar import StoredSimilar
from northstar_bot.storage.requests.steps import StoredRequestSteps


class OpenStore:
    """The repositories of one open connection."""

    def __init__(self, connection: AsyncConnection, clock: Clock, *, hooked: bool) -> None:
        self.companies = StoredCompanies(connection, clock)
        self.installations = StoredInstallations(connection)
        self.people = StoredPeople(connection)
        self.absences = StoredAbsences(connection)
        self.fairness = StoredFairness(connection)
        self.readings = StoredReadings(connection)
        self.baselines = StoredBaselines(connection)
        self.week_starts = StoredWeekStarts(connection)
        self.star_answers = StoredStarAnswers(connection)
        self.segments = StoredSegments(connection)
        self.evidence = StoredEvidence(connection)
        self.requests = StoredRequests(connection)
        self.steps = StoredRequestSteps(connection)
        self.pivots = StoredPivots(connection)
        self.preferences = StoredPreferences(connection)
        self.reminders = StoredReminders(connection)
        self.review = StoredReviewCounts(connection)
        self.similar = StoredSimilar(connection)
        self.drafts = StoredDrafts(connection)
        self.followers = StoredFollowers(connection)
        self.rituals = StoredRituals(connection)
        self.shipments = StoredShipments(connection)
        self.annotations = StoredAnnotations(connection)
        self.shoutouts = StoredShoutouts(connection)
        self.sender_locks = StoredSenderLocks(connection)
        self.team_thanks = StoredTeamThanks(connection)
        self.taking_part = StoredParticipation(connection)
        self.learnings = StoredLearnings(connection)
        self.spotlights = StoredSpotlights(connection)
        self.second_weighings = StoredSecondWeighings(connection)
        self.beginnings = StoredBeginnings(connection)
        self.consents = StoredConsents(connection)
        self.deck_thanks = StoredDeckThanks(connection)
        self.retention = StoredRetention(connection)
        self.personal = StoredPersonalData(connection)
        self.deliveries = StoredDeliveries(connection)
        self.hooks = StoredHooks(self.deliveries, hooked)
        self.inbox = StoredInbox(connection)
        self.whole = StoredWholeExport(connection)


@dataclass(frozen=True, slots=True)
class Transactions:
    """Opens transactions on one database: committed on a clean exit, rolled back on an exception.

    `hooked`: a program outside wants to be told of what happens.
    """

    database: Database
    clock: Clock
    hooked: bool = False

    @asynccontextmanager
    async def read(self) -> AsyncIterator[OpenStore]:
        """A transaction that only reads."""
        with answering():
            async with self.database.reader.begin() as connection:
                yield OpenStore(connection, self.clock, hooked=self.hooked)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[OpenStore]:
        """A transaction that writes; on SQLite writers take turns, which is fairer than its busy back-off."""
        turn: AbstractAsyncContextManager[None] = self.database.turn or nullcontext()
        with answering():
            async with turn, self.database.writer.begin() as connection:
                yield OpenStore(connection, self.clock, hooked=self.hooked)
