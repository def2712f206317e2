"""The database as the core sees it: repositories inside one transaction."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from northstar_bot.services.ports.annotations import Annotations
from northstar_bot.services.ports.away import Absences
from northstar_bot.services.ports.balance import TeamThanks
from northstar_bot.services.ports.baselines import Baselines
from northstar_bot.services.ports.company import Companies
from northstar_bot.services.ports.consents import Consents
from northstar_bot.services.ports.deliveries import Deliveries, Inbox
from northstar_bot.services.ports.evidence import KeptEvidence
from northstar_bot.services.ports.fairness import FairnessRows
from northstar_bot.services.ports.hooks import Hooks
from northstar_bot.services.ports.installations import Installations
from northstar_bot.services.ports.learning import Learnings
from northstar_bot.services.ports.participation import TakingPart
from northstar_bot.services.ports.people import People
from northstar_bot.services.ports.pivots import Pivots
from northstar_bot.services.ports.preferences import Preferences
from northstar_bot.services.ports.privacy import PersonalData
from northstar_bot.services.ports.readings import Readings
from northstar_bot.services.ports.reminders import Reminders
from northstar_bot.services.ports.request_steps import RequestSteps
from northstar_bot.services.ports.requests import Requests
from northstar_bot.services.ports.retention import Retention
from northstar_bot.services.ports.review import ReviewCounts
from northstar_bot.services.ports.rituals import Rituals
from northstar_bot.services.ports.second_weighing import SecondWeighings
from northstar_bot.services.ports.segments import Segments
from northstar_bot.services.ports.sender_locks import SenderLocks
from northstar_bot.services.ports.shipments import Shipments
from northstar_bot.services.ports.shoutouts import Shoutouts
from northstar_bot.services.ports.similar import Drafts, Followers, Similar
from northstar_bot.services.ports.spotlights import Spotlights
from northstar_bot.services.ports.star_answers import StarAnswers
from northstar_bot.services.ports.week_starts import WeekStarts
from northstar_bot.services.ports.whole_export import WholeExport


class Store(Protocol):
    """The repositories of one open transaction. They return domain values and never commit."""

    @property
    def companies(self) -> Companies: ...
    @property
    def installations(self) -> Installations: ...
    @property
    def people(self) -> People: ...
    @property
    def absences(self) -> Absences: ...
    @property
    def fairness(self) -> FairnessRows: ...
    @property
    def readings(self) -> Readings: ...
    @property
    def baselines(self) -> Baselines: ...
    @property
    def week_starts(self) -> WeekStarts: ...
    @property
    def star_answers(self) -> StarAnswers: ...
    @property
    def segments(self) -> Segments: ...
    @property
    def evidence(self) -> KeptEvidence: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def steps(self) -> RequestSteps: ...
    @property
    def pivots(self) -> Pivots: ...
    @property
    def preferences(self) -> Preferences: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def review(self) -> ReviewCounts: ...
    @property
    def similar(self) -> Similar: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def followers(self) -> Followers: ...
    @property
    def rituals(self) -> Rituals: ...
    @property
    def shipments(self) -> Shipments: ...
    @property
    def annotations(self) -> Annotations: ...
    @property
    def shoutouts(self) -> Shoutouts: ...
    @property
    def sender_locks(self) -> SenderLocks: ...
    @property
    def team_thanks(self) -> TeamThanks: ...
    @property
    def taking_part(self) -> TakingPart: ...
    @property
    def learnings(self) -> Learnings: ...
    @property
    def spotlights(self) -> Spotlights: ...
    @property
    def second_weighings(self) -> SecondWeighings: ...
    @property
    def consents(self) -> Consents: ...
    @property
    def retention(self) -> Retention: ...
    @property
    def personal(self) -> PersonalData: ...
    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def hooks(self) -> Hooks: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def whole(self) -> WholeExport: ...


class UnitOfWork(Protocol):
    """Opens transactions: committed on a clean exit, rolled back on an exception. Slack is never called inside."""

    def read(self) -> AbstractAsyncContextManager[Store]:
        """A transaction that only reads."""
        ...

    def write(self) -> AbstractAsyncContextManager[Store]:
        """A transaction that writes; on SQLite writers wait for each other."""
        ...
