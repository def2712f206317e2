"""Which columns hold a person's id or what a person wrote; every other column of words says why it is left alone.

A test fails when a column of words is in neither list, so that a new one cannot be forgotten when somebody asks for
their data or to be erased.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from northstar_bot.domain.company.preferences import OF_RECOGNITION


@dataclass(frozen=True, slots=True)
class Kept:
    """One table.

    `people`: columns that are a person's id. `texts`: columns of text, each with the column of who wrote it.
    `links`: columns that go empty with their writer, also written `column: writer`. `carries`: columns in which an
    id may stand among other things. `documents`: JSON in which ids or names may stand anywhere. `goes`: the whole
    row is of use to this person alone and goes with them, but for those with one of the words in `stays`: they stay
    with who stands in the person's place. `says`: what an export calls it.
    """

    says: str
    people: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    carries: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    goes: bool = False
    stays: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _by(writer: str, *columns: str) -> dict[str, str]:
    return dict.fromkeys(columns, writer)


_OF_VERDICT = ("mechanism", "reason", "would_be_yes", "difference", "stops")

PERSONAL: dict[str, Kept] = {
    "absence": Kept("times away", ("person", "cover"), goes=True),
    "allowance": Kept("shout-outs used per day", ("person",)),
    "annotation": Kept("notes on weeks", ("author",), _by("author", "text")),
    "baseline": Kept("baselines told or taken back", ("told_by", "taken_back_by")),
    "beginning": Kept("the day they began here, as they typed it", ("person",), goes=True),
    "boost": Kept("boosts of shout-outs", ("person",)),
    "deck_made": Kept("decks they had made", ("person",)),
    "delivery": Kept("messages sent to them", ("target",), carries=("period",), documents=("details",)),
    "kickoff_voice": Kept("answers on kick-off cards", ("person",)),
    "learning": Kept(
        "lunch-and-learns they host or proposed",
        ("host", "proposer"),
        _by("proposer", "topic", "place") | _by("host", "learned"),
        carries=("source_key",),
    ),
    "learning_answer": Kept("lunch-and-learns they come to or not", ("person",)),
    "look_back": Kept("answers to whether an input moved", ("author",), _by("author", "note")),
    "membership": Kept("teams they were in", ("person",)),
    "person": Kept("how Slack names them", ("id",), {"name": "id"}),
    "pivot": Kept(
        "proposals of a new star",
        ("proposer", "decided_by"),
        _by("proposer", "reason") | _by("decided_by", "result"),
        documents=("draft",),
    ),
    "pivot_item": Kept("requests a new star touched", ("asker", "settled_by")),
    # What was left out of reports because they did not want to be named is left out ever after.
    "preference": Kept(
        "what they switched off",
        ("person",),
        goes=True,
        stays={"switch": tuple(sorted(switch.value for switch in OF_RECOGNITION))},
    ),
    "reaction": Kept("reactions that thank or boost", ("person",)),
    "reading": Kept("readings they recorded", ("recorded_by",)),
    "reminder": Kept("reminders sent to them", ("person",), carries=("subject",)),
    "request": Kept(
        "requests they made",
        ("asker", "whose_time", "on_behalf_of"),
        _by("asker", "title", "problem", "needed_why"),
        _by("asker", "obligation_link", "permalink", "details"),
        carries=("source_key",),
        documents=("details",),
    ),
    "request_draft": Kept(
        "forms not finished",
        ("person",),
        _by("person", "origin"),
        carries=("source_key",),
        documents=("fields",),
        goes=True,
    ),
    "request_follower": Kept("requests they follow", ("person",)),
    "request_note": Kept("notes on requests", ("author",), _by("author", "text")),
    "request_step": Kept("what they did to requests", ("by", "not_by"), _by("by", "text")),
    "second_verdict": Kept("second verdicts", ("decider",), _by("decider", *_OF_VERDICT)),
    "second_weighing": Kept("second weighings", ("first", "person", "asked_by")),
    "sender_lock": Kept("locks on giving", ("person", "by"), _by("by", "reason"), goes=True),
    "shipment": Kept("what they marked shipped", ("shipped_by",), _by("shipped_by", "changed")),
    "shoutout": Kept(
        "shout-outs they gave",
        ("giver",),
        {},
        _by("giver", "text", "permalink"),
        carries=("source_key",),
        documents=("left_out",),
    ),
    "shoutout_receiver": Kept("shout-outs they received", ("person",)),
    "squad_pick": Kept("inputs they picked for a squad", ("person",)),
    "star_answer": Kept("what they said of the star", ("by",), _by("by", "text")),
    "story_consent": Kept("whether thanks to them may be told", ("person",)),
    "team_thanks": Kept("days on which they thanked for their team", ("first_giver", "last_giver")),
    "team_thanks_week": Kept("weeks in which they thanked for their team", ("first_giver", "last_giver")),
    "verdict": Kept("verdicts they gave", ("decider",), _by("decider", *_OF_VERDICT)),
}

_WORDS = "one of a fixed set of words"
_KEYS = "a key the company declared, or a place in Slack"
_DECLARED = "what the company says of itself; people in it are left out one by one"
_WORKINGS = "the bot's own workings; no person in it"

EXEMPT: dict[str, Mapping[str, tuple[str, ...]]] = {
    _WORDS: {
        "baseline": ("reason",),
        "delivery": ("kind", "state"),
        "erasure_message": ("act",),
        "evidence": ("counted_as",),
        "kickoff_voice": ("answer",),
        "learning": ("state",),
        "look_back": ("answer", "seen"),
        "person": ("zone", "standing"),
        "pivot": ("state",),
        "pivot_item": ("fate",),
        "preference": ("switch",),
        "reading": ("source",),
        "reminder": ("kind",),
        "request": ("kind", "evidence", "obligation", "visibility", "state"),
        "request_step": ("act",),
        "second_verdict": ("answer", "suggestion", "rule", "reason_code", "evidence", "wake_on"),
        "second_weighing": ("stage",),
        "spotlight": ("state", "passed"),
        "star_answer": ("question",),
        "story_consent": ("answer",),
        "verdict": ("answer", "suggestion", "rule", "reason_code", "evidence", "wake_on"),
    },
    _KEYS: {
        "annotation": ("metric",),
        "baseline": ("metric",),
        "collection": ("metric",),
        "delivery": ("schedule", "channel", "ts"),
        "evidence": ("star", "quarter", "metric"),
        "kickoff_voice": ("card",),
        "learning": ("channel", "card_channel", "card_ts"),
        "membership": ("team",),
        "paused_schedule": ("schedule", "reason"),
        "reaction": ("channel", "ts", "emoji", "marks"),
        "reading": ("metric",),
        "request": ("asker_team", "input", "tagged", "channel"),
        "schedule_mark": ("schedule", "shape"),
        "second_verdict": ("input", "precedents"),
        "segment_reading": ("metric", "segment"),
        "shipment": ("input", "squad"),
        "shoutout": (
            "giver_team",
            "value",
            "input",
            "channel",
            "card_channel",
            "card_ts",
            "card_link",
        ),
        "shoutout_receiver": ("team",),
        "shoutout_team": ("team",),
        "spotlight": ("channel", "team", "period", "card_channel", "card_ts"),
        "source_definition": ("metric", "definition"),
        "squad_pick": ("squad", "metric"),
        "team_thanks": ("giver_team", "team"),
        "team_thanks_week": ("giver_team", "team"),
        "thanks_given": ("giver_team",),
        "verdict": ("input", "squad", "precedents"),
        "workspace": ("id", "slack_team"),
    },
    _DECLARED: {
        "second_verdict": ("star_wording",),
        "star": (
            "metric",
            "vision",
            "name",
            "unit",
            "definition",
            "why",
            "orientation",
            "stage",
            "exit_criteria",
        ),
        "verdict": ("star_wording",),
        "workspace": ("name", "zone", "declared"),
    },
    _WORKINGS: {
        "collection": ("error",),
        "delivery": ("error",),
        # A gate of direct messages is named for its person; it closes for a second, and goes with them.
        "gate": ("key",),
        # Kept for seven days; what came of an event stands in the tables above. Erased all the same.
        "inbox": ("event_id", "kind", "payload"),
        "left_alone": ("mark",),
        "pivot": ("tally",),
    },
}
