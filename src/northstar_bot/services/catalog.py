"""The use cases a door may ask for, in one value that the composition root fills."""

from dataclasses import dataclass

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
    participation: ParticipationService
    spotlights: SpotlightService
    rotation: RotationService
    lead_notes: LeadNoteService
    thanks_report: ThanksReportService
    learning: LearningService
    deck: DeckService
    consent: ConsentService
