"""The services, made on the ground that a house gives them: one group for each part of the catalog."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex
from typing import TypedDict

from northstar_bot.config import Settings
from northstar_bot.domain.ids import PersonId
from northstar_bot.plugins import Exporter, Source
from northstar_bot.services.calendar import Calendar
from northstar_bot.services.catalog import Services
from northstar_bot.services.company.away import AwayService
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.company.named_people import NamedPeople
from northstar_bot.services.company.people import PeopleService
from northstar_bot.services.company.settings import SettingsService
from northstar_bot.services.company.team_lists import TeamListService
from northstar_bot.services.company.teams import TeamService
from northstar_bot.services.digest.annotations import AnnotationService
from northstar_bot.services.digest.check_ins import CheckInService
from northstar_bot.services.digest.digest import DigestService
from northstar_bot.services.digest.posting import DigestPosting
from northstar_bot.services.numbers.baselines import BaselineService
from northstar_bot.services.numbers.evidence import EvidenceService
from northstar_bot.services.numbers.readings import ReadingService
from northstar_bot.services.pivots.pivot import PivotService
from northstar_bot.services.ports.world import Canvases, Clock, Directory, Files, Posts
from northstar_bot.services.posts.deliveries import DeliveryService
from northstar_bot.services.preferences import PreferenceService
from northstar_bot.services.privacy.installations import InstallationService
from northstar_bot.services.privacy.privacy import PrivacyService
from northstar_bot.services.privacy.retention import RetentionService
from northstar_bot.services.recognition.balance import BalanceService
from northstar_bot.services.recognition.consent import ConsentService
from northstar_bot.services.recognition.deck import DeckService
from northstar_bot.services.recognition.lead_notes import LeadNoteService
from northstar_bot.services.recognition.learning import LearningService
from northstar_bot.services.recognition.participation import ParticipationService
from northstar_bot.services.recognition.roundup import RoundupService
from northstar_bot.services.recognition.sender_locks import SenderLockService
from northstar_bot.services.recognition.shoutouts import ShoutoutService
from northstar_bot.services.recognition.spotlight_rotation import RotationService
from northstar_bot.services.recognition.spotlights import SpotlightService
from northstar_bot.services.recognition.thanks_report import ThanksReportService
from northstar_bot.services.requests.decision_log import DecisionLogService
from northstar_bot.services.requests.fairness import FairnessService
from northstar_bot.services.requests.following import FollowingService
from northstar_bot.services.requests.life import RequestLifeService
from northstar_bot.services.requests.reminders import ReminderService
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.services.requests.second_weighing import SecondWeighingService
from northstar_bot.services.requests.shipping import ShippingService
from northstar_bot.services.requests.still_waiting import StillWaitingService
from northstar_bot.services.rhythm.looking_back import LookingBackService
from northstar_bot.services.rhythm.review import ReviewService
from northstar_bot.services.rhythm.rituals import RitualService
from northstar_bot.services.star.star import StarService
from northstar_bot.services.star.star_check import StarCheckService
from northstar_bot.storage.unit_of_work import Transactions


@dataclass(frozen=True, slots=True)
class Plugins:
    """What is installed, by name."""

    sources: Mapping[str, Source]
    exporters: Mapping[str, Exporter]
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class World:
    """What stands outside: people, messages, files and canvases, in Slack or without it."""

    directory: Directory
    posts: Posts
    files: Files
    canvases: Canvases


@dataclass(frozen=True, slots=True)
class Ground:
    """What every service stands on."""

    settings: Settings
    clock: Clock
    transactions: Transactions
    plugins: Plugins
    world: World

    @property
    def owners(self) -> frozenset[PersonId]:
        """Who owns the workspace before anything is declared."""
        return frozenset(PersonId(one) for one in self.settings.owners)


class _OfPeople(TypedDict):
    company: CompanyService
    settings: SettingsService
    people: PeopleService
    teams: TeamService
    team_lists: TeamListService
    away: AwayService
    preferences: PreferenceService
    privacy: PrivacyService
    retention: RetentionService
    installations: InstallationService
    reminders: ReminderService
    still_waiting: StillWaitingService
    named: NamedPeople
    deliveries: DeliveryService


class _OfRequests(TypedDict):
    requests: RequestService
    life: RequestLifeService
    second: SecondWeighingService
    shipping: ShippingService
    looking_back: LookingBackService
    following: FollowingService
    fairness: FairnessService
    review: ReviewService
    rituals: RitualService
    decisions: DecisionLogService
    pivot: PivotService


class _OfNumbers(TypedDict):
    readings: ReadingService
    baselines: BaselineService
    check_ins: CheckInService
    annotations: AnnotationService
    star: StarService
    star_check: StarCheckService
    evidence: EvidenceService
    digest: DigestService
    digest_posting: DigestPosting


class _OfThanks(TypedDict):
    shoutouts: ShoutoutService
    sender_locks: SenderLockService
    roundup: RoundupService
    balance: BalanceService
    participation: ParticipationService
    spotlights: SpotlightService
    rotation: RotationService
    lead_notes: LeadNoteService
    thanks_report: ThanksReportService
    learning: LearningService
    deck: DeckService
    consent: ConsentService


def serve(ground: Ground) -> Services:
    """All of them."""
    return Services(**_people(ground), **_requests(ground), **_numbers(ground), **_thanks(ground))


def _people(ground: Ground) -> _OfPeople:
    store, clock, directory = ground.transactions, ground.clock, ground.world.directory
    company = CompanyService(store, clock, ground.plugins.sources, ground.plugins.calendar)
    people = PeopleService(store, clock, ground.owners)
    return {
        "company": company,
        "settings": SettingsService(company, tuple(sorted(ground.plugins.sources))),
        "people": people,
        "teams": TeamService(store, people, directory),
        "team_lists": TeamListService(store, clock),
        "away": AwayService(store, clock, directory, ground.owners),
        "preferences": PreferenceService(store, clock),
        "retention": RetentionService(store, ground.settings.retention_days),
        "installations": InstallationService(
            store, clock, directory, timedelta(days=ground.settings.wipe_after_days)
        ),
        "privacy": PrivacyService(store, clock, ground.world.files, _somebody),
        "reminders": ReminderService(store, directory, ground.owners),
        "still_waiting": StillWaitingService(store, directory, ground.owners),
        "named": NamedPeople(directory),
        "deliveries": DeliveryService(store, clock),
    }


def _somebody() -> PersonId:
    """Who stands in the place of somebody who was erased; nothing leads back."""
    return PersonId(f"gone-{token_hex(4)}")


def _requests(ground: Ground) -> _OfRequests:
    store, clock = ground.transactions, ground.clock
    requests = RequestService(store, clock, ground.settings.load_cap, ground.owners)
    return {
        "requests": requests,
        "life": RequestLifeService(store, clock, ground.owners),
        "second": SecondWeighingService(store, clock, ground.owners),
        "shipping": ShippingService(store, clock, ground.owners),
        "looking_back": LookingBackService(store, clock),
        "following": FollowingService(requests, clock),
        "fairness": FairnessService(store, clock),
        "review": ReviewService(store, clock, ground.owners),
        "rituals": RitualService(store, clock, requests),
        "decisions": DecisionLogService(store),
        "pivot": PivotService(store, clock, ground.owners),
    }


def _numbers(ground: Ground) -> _OfNumbers:
    store, clock = ground.transactions, ground.clock
    evidence = EvidenceService(store, clock)
    return {
        "readings": ReadingService(store, clock, ground.plugins.sources),
        "baselines": BaselineService(store, clock),
        "check_ins": CheckInService(store, clock, ground.plugins.calendar),
        "annotations": AnnotationService(store, clock),
        "star": StarService(store, clock),
        "star_check": StarCheckService(store, clock, evidence),
        "evidence": evidence,
        "digest": DigestService(store, clock, ground.plugins.calendar),
        "digest_posting": DigestPosting(store, clock),
    }


def _thanks(ground: Ground) -> _OfThanks:
    store, clock, world = ground.transactions, ground.clock, ground.world
    return {
        "shoutouts": ShoutoutService(store, world.directory, clock, world.posts),
        "sender_locks": SenderLockService(store, world.directory, clock),
        "roundup": RoundupService(store, clock),
        "balance": BalanceService(store, clock),
        "participation": ParticipationService(store, clock, world.files),
        "learning": LearningService(store, clock, world.directory, world.files),
        "spotlights": SpotlightService(store, clock, ground.plugins.calendar, ground.owners),
        "rotation": RotationService(store, clock, ground.plugins.calendar, ground.owners),
        "thanks_report": ThanksReportService(store, clock),
        "lead_notes": LeadNoteService(store, world.directory, ground.owners),
        "deck": DeckService(
            store, clock, tuple(ground.plugins.exporters.values()), world.files, world.canvases
        ),
        "consent": ConsentService(store, clock),
    }
