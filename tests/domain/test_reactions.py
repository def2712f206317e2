"""Whatever order the news of a reaction comes in, and however often, the end is the same."""

from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.recognition.reactions import Marks, Reacted, emoji_name, moment_of


def event(at, added, emoji="star2"):
    return Reacted("C1", "1.0", "U1", emoji, added, at)


def test_skin_tones_aliases_and_colons_are_one_emoji():
    assert emoji_name(":+1::skin-tone-4:") == emoji_name("thumbsup") == "+1"
    assert emoji_name("raised_hands::skin-tone-2") == emoji_name(":raised_hands:") == "raised_hands"
    assert emoji_name("star2") == "star2"


def test_event_times_keep_every_microsecond():
    assert moment_of("1700000000.000101") - moment_of("1700000000.000100") == 1


def test_a_reaction_stands_while_one_spelling_stands():
    marks = Marks()
    for news in (event(1, True, "+1"), event(2, True, "+1::skin-tone-3"), event(3, False, "+1")):
        marks = marks.after(news)
    assert marks.standing
    assert not marks.after(event(4, False, "+1::skin-tone-3")).standing


def test_news_that_is_not_newer_changes_nothing():
    marks = Marks().after(event(5, False))
    assert marks.after(event(4, True)) is marks
    assert marks.after(event(5, True)) is marks


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["+1", "thumbsup"])), min_size=1), st.randoms())
def test_any_order_and_repetition_ends_alike(steps, random):
    news = [event(at, added, emoji) for at, (added, emoji) in enumerate(steps)]
    shuffled = news * 2
    random.shuffle(shuffled)
    straight, mixed = Marks(), Marks()
    for one in news:
        straight = straight.after(one)
    for one in shuffled:
        mixed = mixed.after(one)
    assert mixed.standing == straight.standing
    assert dict(mixed.spellings) == dict(straight.spellings)
