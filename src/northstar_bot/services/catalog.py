"""The use cases a door may ask for, in one value that the composition root fills."""

from dataclasses import dataclass

from northstar_bot.services.annotations import AnnotationService
from northstar_bot.services.away import AwayService
from northstar_bot.services.balance import BalanceService
from northstar_bot.services.baselines import BaselineService
from northstar_bot.services.check_ins import CheckInService
from northstar_bot.services.company import CompanyService
from northstar_bot.services.consent import ConsentService
from northstar_bot.services.decision_log import DecisionLogService
from northstar_bot.services.deck import DeckService
from northstar_bot.services.deliveries import DeliveryService
from northstar_bot.services.digest import DigestService
from northstar_bot.services.digest_posting import DigestPosting
from northstar_bot.services.evidence import EvidenceService
from northstar_bot.services.fairness import FairnessService
from northstar_bot.services.following import FollowingService
from northstar_bot.services.installations import InstallationService
from northstar_bot.services.lead_notes import LeadNoteService
from northstar_bot.services.learning import LearningService
from northstar_bot.services.looking_back import LookingBackService
from northstar_bot.services.named_people import NamedPeople
from northstar_bot.services.people import PeopleService
from northstar_bot.services.pivot import PivotService
from northstar_bot.services.preferences import PreferenceService
from northstar_bot.services.privacy import PrivacyService
from northstar_bot.services.readings import ReadingService
from northstar_bot.services.reminders import ReminderService
from northstar_bot.services.request_life import RequestLifeService
from northstar_bot.services.requests import RequestService
from northstar_bot.services.retention import RetentionService
from northstar_bot.services.review import ReviewService
from northstar_bot.services.rituals import RitualService
from northstar_bot.services.roundup import RoundupService
from northstar_bot.services.second_weighing import SecondWeighingService
from northstar_bot.services.sender_locks import SenderLockService
from northstar_bot.services.settings import SettingsService
from northstar_bot.services.shipping import ShippingService
from northstar_bot.services.shoutouts import ShoutoutService
from northstar_bot.services.spotlights import SpotlightService
from northstar_bot.services.star import StarService
from northstar_bot.services.star_check import StarCheckService
from northstar_bot.services.still_waiting import StillWaitingService
from northstar_bot.services.team_lists import TeamListService
from northstar_bot.services.teams import TeamService
from northstar_bot.services.thanks_report import ThanksReportService


@dataclass(frozen=True, slots=True)
class Services:
    """One field per noun."""

    company: CompanyService
    settings: SettingsService
    people: PeopleService
    teams: TeamService
    team_lists: TeamListService
    away: AwayService
    fairness: FairnessService
    preferences: PreferenceService
    privacy: PrivacyService
    retention: RetentionService
    installations: InstallationService
    reminders: ReminderService
    still_waiting: StillWaitingService
    review: ReviewService
    deliveries: DeliveryService
    requests: RequestService
    life: RequestLifeService
    second: SecondWeighingService
    shipping: ShippingService
    looking_back: LookingBackService
    annotations: AnnotationService
    following: FollowingService
    named: NamedPeople
    decisions: DecisionLogService
    pivot: PivotService
    shoutouts: ShoutoutService
    sender_locks: SenderLockService
    readings: ReadingService
    baselines: BaselineService
    check_ins: CheckInService
    star: StarService
    star_check: StarCheckService
    digest: DigestService
    digest_posting: DigestPosting
    rituals: RitualService
    evidence: EvidenceService
    roundup: RoundupService
    balance: BalanceService
    spotlights: SpotlightService
    lead_notes: LeadNoteService
    thanks_report: ThanksReportService
    learning: LearningService
    deck: DeckService
    consent: ConsentService
