"""What becomes of the messages of each kind when a person is erased: how those that said something of them are found.

A test fails when a kind of post stands in none of these lists, so that a new one cannot be forgotten.
"""

# Of one shout-out, by their period or the detail `shoutout`: drawn anew when they gave it or were thanked in it.
OF_THANKS = frozenset({"shoutout", "thanked", "consent", "spotlight thanks"})
# Of one request, by the detail `number`: taken away when they asked for it, drawn anew when they had a hand in it.
OF_REQUESTS = frozenset(
    {
        "dropped",
        "lapsed",
        "look back",
        "promise kept",
        "reopened",
        "shipped",
        "time asked",
        "time decided",
        "verdict",
        "withdrawn",
        "woken",
    }
)
# Of one request too, by the detail `second`.
OF_SECOND_WEIGHINGS = frozenset({"second clash", "second weighing"})
# Of several requests, by the detail `items`; the last two also say with whom they wait.
OF_ITEMS = frozenset({"waiting", "unanswered", "still-waiting"})
WITH_AWAITED = frozenset({"unanswered", "still-waiting"})
# Of one lunch-and-learn, by the detail `learning`.
OF_LEARNING = frozenset({"learn", "learn note", "learn last word"})
# A file that would be handed over a second time: taken away.
OF_FILES = frozenset({"learn calendar file"})
# Of thanks of a day, week or month, by their period.
OF_PERIODS = frozenset({"roundup"})
# Of another message, by the detail `delivery`: taken away when that one went to them.
OF_DELIVERIES = frozenset({"paused", "undelivered"})
# Anybody may be named in these, so all of the last ninety days are drawn anew: there are few of each.
OF_ANYBODY = frozenset(
    {
        "away report",
        "covering",
        "digest",
        "digest table",
        "kickoff",
        "lead-note",
        "pivot",
        "pivot news",
        "pivot proposed",
        "spotlight",
        "spotlight closed",
        "star card",
    }
)
# The same, for somebody who ever asked for something.
OF_ANY_ASKER = frozenset({"doubts", "pivot promises", "woken-weekly"})
# Changes of a message that another kind posted, with which it is drawn anew.
CHANGES = frozenset({"learn counts", "shoutout-now", "thanked-now"})
# Names of metrics, teams and squads, prompts and counts; nobody in them but their reader.
OF_NOBODY = frozenset(
    {
        "check-in",
        "digest chart",
        "lead-evidence",
        "ownerless",
        "quiet-feed",
        "quiet-teams",
        "review",
        "spotlight notice",
        "squad-pick",
        "squads",
        "stale-source",
        "webhook",
    }
)

ALL = (
    OF_THANKS,
    OF_REQUESTS,
    OF_SECOND_WEIGHINGS,
    OF_ITEMS,
    OF_LEARNING,
    OF_FILES,
    OF_PERIODS,
    OF_DELIVERIES,
    OF_ANYBODY,
    OF_ANY_ASKER,
    CHANGES,
    OF_NOBODY,
)
