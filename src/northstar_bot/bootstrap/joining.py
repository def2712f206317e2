"""Who composes which kind of post, and which chores there are: every noun's own, joined into one list each."""

from northstar_bot.render.digest.picture import picture
from northstar_bot.render.recognition.calendar_file import invitation
from northstar_bot.services.catalog import Services
from northstar_bot.services.chores import Chore
from northstar_bot.services.composers import Composer, Composers
from northstar_bot.services.digest.delays import DigestDelays
from northstar_bot.services.digest.stale_sources import StaleSources
from northstar_bot.services.digest.thread import DigestThread
from northstar_bot.services.pivots.posts import PivotPosts
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Posts
from northstar_bot.services.posts.notices import Notices
from northstar_bot.services.posts.webhooks import WebhookPosts
from northstar_bot.services.recognition.learning_posts import LearningPosts
from northstar_bot.services.recognition.quiet_feed import QuietFeed
from northstar_bot.services.recognition.shoutout_posts import ShoutoutPosts
from northstar_bot.services.recognition.spotlight_posts import SpotlightPosts
from northstar_bot.services.requests.calendar import RequestCalendar
from northstar_bot.services.requests.life_posts import LifePosts
from northstar_bot.services.requests.reminder_posts import ReminderPosts
from northstar_bot.services.requests.time_asked import TimePosts
from northstar_bot.services.rhythm.sprint_starts import SprintStarts


def composers(
    services: Services, unit_of_work: UnitOfWork, posts: Posts, *, hooked: bool = False
) -> Composers:
    """Who composes which kind of post; `hooked`: a program outside wants to be told of what happens."""
    delays = DigestDelays(unit_of_work, services.digest)
    thanks = ShoutoutPosts(unit_of_work, posts)
    world, owners = services.reminders.directory, services.reminders.owners
    return Composers(
        {
            "digest": Composer(delays.compose, delays.stands),
            **DigestThread(services.digest, services.learning.files, picture).composers(),
            **services.evidence.composers(),
            **services.check_ins.composers(),
            **_stale_sources(services).composers(),
            **services.star.composers(),
            "roundup": Composer(services.roundup.compose),
            "review": Composer(services.review.compose),
            "kickoff": Composer(services.rituals.compose),
            **_spotlight(services).composers(),
            **QuietFeed(unit_of_work, services.spotlights.calendar).composers(),
            **LearningPosts(unit_of_work, services.learning.files, invitation).composers(),
            **WebhookPosts(unit_of_work, hooked).composers(),
            "verdict": Composer(services.requests.compose),
            **thanks.composers(),
            **TimePosts(unit_of_work).composers(),
            **services.following.composers(),
            **PivotPosts(unit_of_work, services.pivot.configured_owners).composers(),
            **services.shipping.composers(),
            **services.looking_back.composers(),
            **services.second.composers(),
            **ReminderPosts(unit_of_work, world, owners).composers(),
            **LifePosts(unit_of_work, owners).composers(),
            **Notices(unit_of_work).composers(),
            **services.away.composers(),
            **services.consent.composers(),
            **services.privacy.composers(),
            **services.lead_notes.composers(),
        }
    )


def chores(services: Services) -> tuple[Chore, ...]:
    """What the bot looks after without being asked, in the order in which it is done."""
    life = services.life
    return (
        *RequestCalendar(life.unit_of_work, life.configured_owners).chores(),
        Chore("reminders", services.reminders.remind),
        Chore("still waiting", services.still_waiting.tell_askers),
        Chore("squads without an input", _sprint_starts(services).tell),
        Chore("check-ins", services.check_ins.plan_due),
        *_stale_sources(services).chores(),
        Chore("delayed digests", DigestDelays(life.unit_of_work, services.digest).arrive),
        Chore("look back", services.looking_back.plan_due),
        Chore("drafts", services.following.sweep),
        Chore("second weighings", services.second.lapse),
        Chore("retention", services.retention.forget, without_app=True),
        Chore("wipe", services.installations.wipe_due, without_app=True),
        Chore("back from being away", services.away.end_due),
        Chore("notes to leads", services.lead_notes.plan_month),
        *_spotlight(services).chores(),
        *QuietFeed(life.unit_of_work, services.spotlights.calendar).chores(),
    )


def _sprint_starts(services: Services) -> SprintStarts:
    known = services.reminders
    return SprintStarts(known.unit_of_work, known.directory, known.owners, services.spotlights.calendar)


def _stale_sources(services: Services) -> StaleSources:
    mine = services.check_ins
    return StaleSources(mine.unit_of_work, mine.calendar, services.life.configured_owners)


def _spotlight(services: Services) -> SpotlightPosts:
    mine = services.spotlights
    return SpotlightPosts(
        mine.unit_of_work, mine.clock, services.reminders.directory, mine.calendar, mine.configured_owners
    )
