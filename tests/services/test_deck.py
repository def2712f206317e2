"""The deck from the database, on both: the right days, names, teams, and the formats that exist."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.support.recognition import ANA, BOB, COMPANY, CY, agreed, recognised

from northstar_bot.bootstrap.no_slack import NoSlack
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Formula, Kind, Metric, Mode, Star, Style
from northstar_bot.domain.deck.deck import StarSlide, StorySlide
from northstar_bot.domain.errors import BadInput, NotAllowed, NotFound
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.domain.people import Person, Standing, Viewer
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.domain.requests.requests import Evidence, Request
from northstar_bot.exports.registry import installed
from northstar_bot.services.ports.world import NotGranted
from northstar_bot.services.recognition.deck import DeckService

SINCE, UNTIL = date(2026, 10, 26), date(2026, 11, 22)


class Desk:
    """Where files are handed over."""

    def __init__(self):
        self.given = []

    async def deliver(self, workspace, person, files, note):
        self.given.append((workspace, person, [file.name for file in files], note))


@pytest.fixture
async def thanks(store, clock):
    clock.moment = datetime(2026, 11, 10, 9, tzinfo=UTC)
    return await recognised(store, clock)


@pytest.fixture
def deck(store, clock):
    return DeckService(store, clock, tuple(installed()[0].values()), Desk(), NoSlack())


async def give(thanks, key, text, *people, giver=ANA, teams=(), **more):
    wish = Wish(tuple(one.id for one in people), (), teams, text, **more)
    given = await thanks.service.give(thanks.viewer(giver), wish, key)
    await agreed(thanks.store, thanks.clock, given.shoutout)
    return given


async def test_stories_carry_names_teams_and_values(thanks, deck):
    await give(thanks, "1", "You answered on a Sunday.", BOB, CY, value="care")
    made = await deck.build("acme", SINCE, UNTIL)
    (story,) = made.stories
    assert (story.giver, story.receivers, story.value) == ("Ana", ("Bob", "Cy"), "Care")
    assert story.receiver_teams == ("Design",)
    assert story.day == date(2026, 11, 10)


async def test_a_team_thanked_as_a_whole_is_named_once(thanks, deck):
    await give(thanks, "1", "The launch page was ready a day early.", teams=("design",))
    (story,) = (await deck.build("acme", SINCE, UNTIL)).stories
    assert story.receivers == ("Design",)


async def test_the_days_are_those_of_the_company(thanks, deck, clock):
    for number, moment in enumerate(
        (
            datetime(2026, 10, 25, 22, 59, tzinfo=UTC),  # still Sunday in Berlin
            datetime(2026, 10, 25, 23, 0, tzinfo=UTC),
            datetime(2026, 11, 22, 22, 59, tzinfo=UTC),
            datetime(2026, 11, 22, 23, 0, tzinfo=UTC),  # Monday already
        )
    ):
        clock.moment = moment
        await give(thanks, str(number), f"Number {number}", BOB)
    made = await deck.build("acme", SINCE, UNTIL)
    assert [story.text for story in made.stories] == ["Number 1", "Number 2"]
    assert [story.day for story in made.stories] == [SINCE, UNTIL]


async def test_thanks_for_a_request_are_thanks_for_its_input(thanks, deck, store, clock):
    inputs = (Metric("depth", "Depth", Kind.INPUT), Metric("breadth", "Breadth", Kind.INPUT))
    async with store.write() as opened:
        await opened.companies.save(replace(await opened.companies.of("acme"), metrics=inputs))
        asked = Request("acme", 0, ANA.id, "bug fix", "t", "p", Evidence.SEEN, clock.now())
        about, _ = await opened.requests.add(replace(asked, input="breadth"), "r1")
        about_none, _ = await opened.requests.add(asked, "r2")
        elsewhere, _ = await opened.requests.add(replace(asked, workspace="other", input="breadth"), "r1")
    assert elsewhere.number == about.number
    await give(thanks, "1", "For the request", BOB, request=about.number)
    await give(thanks, "2", "For an input of its own", BOB, request=about.number, input="depth")
    await give(thanks, "3", "For a request without one", BOB, request=about_none.number)
    await give(thanks, "4", "For neither", BOB)
    stories = (await deck.build("acme", SINCE, UNTIL)).stories
    assert [story.input for story in stories] == ["Breadth", "Depth", "", ""]


async def test_what_was_taken_back_and_what_others_gave_is_not_in_it(thanks, deck):
    given = await give(thanks, "1", "Taken back", BOB)
    await thanks.service.undo(thanks.viewer(), given.shoutout.id)
    assert (await deck.build("acme", SINCE, UNTIL)).stories == ()
    assert (await deck.build("other", SINCE, UNTIL)).stories == ()


async def test_somebody_never_met_is_named_by_id(thanks, deck, store):
    await give(thanks, "1", "Thank you", Person("U0BOB", "Bob"))
    async with store.write() as opened:
        await opened.people.remember("acme", [Person("U0BOB", "")], datetime(2026, 11, 11, tzinfo=UTC))
    (story,) = (await deck.build("acme", SINCE, UNTIL)).stories
    assert story.receivers == ("U0BOB",)


async def test_the_star_is_read_from_the_readings(thanks, deck, store, clock):
    clock.moment = datetime(2026, 11, 23, 8, tzinfo=UTC)
    metrics = (
        Metric("lessons", "Lessons", Kind.STAR, style=Style.COUNT, unit="lessons"),
        Metric("people", "Learners", Kind.INPUT),
        Metric("each", "Lessons each", Kind.INPUT),
    )
    last = Week.of(UNTIL)
    async with store.write() as opened:
        kept = await opened.companies.of("acme")
        formula = Formula(Mode.IDENTITY, ("people", "each"))
        await opened.companies.save(replace(kept, metrics=metrics, formula=formula))
        await opened.companies.set_first_star(
            "acme", Star(0, "lessons", "Every learner finishes.", "Lessons")
        )
        readings = []
        for back in range(10):
            values = {"lessons": 1000.0 - 10 * back, "people": 100.0 - back, "each": 10.0}
            readings += [
                Reading(key, last.plus(-back), value, recorded_at=clock.moment)
                for key, value in values.items()
            ]
        await opened.readings.add("acme", readings)
    made = await deck.build("acme", SINCE, UNTIL)
    (slide,) = [slide for slide in made.slides if isinstance(slide, StarSlide)]
    assert slide.title == "1,000 lessons, up 40"
    assert slide.star.parts[0].name == "Learners"
    assert slide.star.parts[0].amount == pytest.approx(40)


async def test_every_format_comes_out_under_a_name_with_the_days(thanks, deck):
    await give(thanks, "1", "You answered on a Sunday.", BOB)
    made = await deck.build("acme", SINCE, UNTIL)
    files = {name: deck.export(made, name) for name in deck.formats}
    assert files["pptx"].name == "all-hands-2026-10-26-to-2026-11-22.pptx"
    assert all(file.data for file in files.values())
    assert [slide.title for slide in made.slides if isinstance(slide, StorySlide)] == ["Sales thanks Design"]


async def test_what_is_wrong_is_said(thanks, deck):
    made = await deck.build("acme", SINCE, UNTIL)
    with pytest.raises(BadInput, match="“pdf” is not a format"):
        deck.export(made, "pdf")
    with pytest.raises(BadInput, match="first day is after the last"):
        await deck.build("acme", UNTIL, SINCE)
    with pytest.raises(NotFound):
        await deck.build("nobody", SINCE, UNTIL)


async def test_without_days_it_is_the_last_four_closed_weeks(thanks, deck, clock):
    clock.moment = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # Monday in Berlin
    made = await deck.ask(thanks.viewer(), "")
    assert (made.period.first, made.period.last) == (SINCE, UNTIL)


async def test_guests_get_nothing(thanks, deck):
    guest = Viewer("acme", Person("U0GUS", "Gus", standing=Standing.GUEST))
    with pytest.raises(NotAllowed):
        await deck.ask(guest, "")
    with pytest.raises(NotAllowed):
        await deck.hand_over(guest, [], "")


async def test_files_go_to_the_person_who_asked(thanks, deck):
    made = await deck.build("acme", SINCE, UNTIL)
    await deck.hand_over(thanks.viewer(), [deck.export(made, "md")], "Here it is")
    assert deck.files.given == [("acme", ANA.id, ["all-hands-2026-10-26-to-2026-11-22.md"], "Here it is")]


def test_the_missing_scope_is_named():
    assert "files:write" in NotGranted("files:write").words
    assert COMPANY.team("design")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("deck.pptx", "pptx"),
        ("deck.html", "html"),
        ("a.newsletter.html", "mail"),
        ("a.newsletter.md", "newsletter"),
        ("deck", "pptx"),
        ("deck.doc", "doc"),
    ],
)
def test_the_name_of_a_file_says_its_format(name, form):
    service = DeckService(None, None, tuple(installed()[0].values()), None, None)
    assert service.form_of(name) == form
