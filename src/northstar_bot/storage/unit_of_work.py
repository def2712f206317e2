"""One transaction and the repositories inside it."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.services.ports.world import Clock
from northstar_bot.storage.annotations import StoredAnnotations
from northstar_bot.storage.answering import answering
from northstar_bot.storage.away import StoredAbsences
from northstar_bot.storage.balance import StoredTeamThanks
from northstar_bot.storage.baselines import StoredBaselines
from northstar_bot.storage.company import StoredCompanies
from northstar_bot.storage.consents import StoredConsents
from northstar_bot.storage.deliveries import StoredDeliveries
from northstar_bot.storage.drafts import StoredDrafts
from northstar_bot.storage.engine import Database
from northstar_bot.storage.erasing import StoredPersonalData
from northstar_bot.storage.evidence import StoredEvidence
from northstar_bot.storage.fairness import StoredFairness
from northstar_bot.storage.followers import StoredFollowers
from northstar_bot.storage.inbox import StoredInbox
from northstar_bot.storage.installations import StoredInstallations
from northstar_bot.storage.learning import StoredLearnings
from northstar_bot.storage.people import StoredPeople
from northstar_bot.storage.pivots import StoredPivots
from northstar_bot.storage.preferences import StoredPreferences
from northstar_bot.storage.readings import StoredReadings
from northstar_bot.storage.reminders import StoredReminders
from northstar_bot.storage.request_steps import StoredRequestSteps
from northstar_bot.storage.requests import StoredRequests
from northstar_bot.storage.retention import StoredRetention
from northstar_bot.storage.review import StoredReviewCounts
from northstar_bot.storage.rituals import StoredRituals
from northstar_bot.storage.second_weighing import StoredSecondWeighings
from northstar_bot.storage.segments import StoredSegments
from northstar_bot.storage.sender_locks import StoredSenderLocks
from northstar_bot.storage.shipments import StoredShipments
from northstar_bot.storage.shoutouts import StoredShoutouts
from northstar_bot.storage.similar import StoredSimilar
from northstar_bot.storage.spotlights import StoredSpotlights
from northstar_bot.storage.star_answers import StoredStarAnswers
from northstar_bot.storage.week_starts import StoredWeekStarts
from northstar_bot.storage.whole_export import StoredWholeExport


class OpenStore:
    """The repositories of one open connection."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
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
        self.learnings = StoredLearnings(connection)
        self.spotlights = StoredSpotlights(connection)
        self.second_weighings = StoredSecondWeighings(connection)
        self.consents = StoredConsents(connection)
        self.retention = StoredRetention(connection)
        self.personal = StoredPersonalData(connection)
        self.deliveries = StoredDeliveries(connection)
        self.inbox = StoredInbox(connection)
        self.whole = StoredWholeExport(connection)


@dataclass(frozen=True, slots=True)
class Transactions:
    """Opens transactions on one database: committed on a clean exit, rolled back on an exception."""

    database: Database
    clock: Clock

    @asynccontextmanager
    async def read(self) -> AsyncIterator[OpenStore]:
        """A transaction that only reads."""
        with answering():
            async with self.database.reader.begin() as connection:
                yield OpenStore(connection, self.clock)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[OpenStore]:
        """A transaction that writes; on SQLite writers take turns, which is fairer than its busy back-off."""
        turn: AbstractAsyncContextManager[None] = self.database.turn or nullcontext()
        with answering():
            async with turn, self.database.writer.begin() as connection:
                yield OpenStore(connection, self.clock)
