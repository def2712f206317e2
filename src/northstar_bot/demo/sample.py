"""The sample database: 42 weeks of a teaching product, the same on every machine."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from math import comb
from pathlib import Path

from northstar_bot.domain.calendar.periods import Week, weeks_between

FIRST, LAST = Week(date(2026, 1, 26)), Week(date(2026, 11, 9))
WEEKS = (LAST.start - FIRST.start).days // 7 + 1
# The week in which assigning a lesson became easy.
FIXED = WEEKS - 1

_SEED = 9
_TEACHERS, _SCHOOLS, _FEWEST_VISITORS = 900, 318, 1180
# Weeks before the end in which badges and streaks brought people back, who then did nothing.
_BADGES = 8
_LEFT = (2, 1, 3, 2, 1, 2, 1, 3, 2, 2, 1, 2)
_LEFT_LATELY = (3, 2, 7, 5, 2)
_SCHEMA = """
CREATE TABLE contracts (school_id INTEGER PRIMARY KEY, started_on TEXT NOT NULL, ended_on TEXT);
CREATE TABLE teachers (id INTEGER PRIMARY KEY, school_id INTEGER NOT NULL);
CREATE TABLE classes (id INTEGER PRIMARY KEY, teacher_id INTEGER NOT NULL, students INTEGER NOT NULL);
CREATE TABLE lessons (id INTEGER PRIMARY KEY, class_id INTEGER NOT NULL, assigned_on TEXT NOT NULL,
                      students INTEGER NOT NULL, completed INTEGER NOT NULL);
CREATE TABLE sign_ins (week TEXT NOT NULL, account INTEGER NOT NULL, days INTEGER NOT NULL);
CREATE TABLE tickets (id INTEGER PRIMARY KEY, opened_on TEXT NOT NULL);
CREATE INDEX lessons_by_day ON lessons (assigned_on);
"""


def build(path: Path, through: Week) -> None:
    """Write the database as it stands after `through`; the same rows every time."""
    sizes = _class_sizes()
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        database.executemany("INSERT INTO contracts VALUES (?, ?, ?)", _contracts())
        database.executemany(
            "INSERT INTO teachers VALUES (?, ?)", ((n, n % _SCHOOLS) for n in range(_TEACHERS))
        )
        database.executemany("INSERT INTO classes VALUES (?, ?, ?)", ((n, n, k) for n, k in enumerate(sizes)))
        for week in weeks_between(FIRST, through):
            _add(database, week, sizes)


def add(path: Path, week: Week) -> None:
    """One more week of lessons, sign-ins and tickets."""
    with closing(sqlite3.connect(path)) as database, database:
        _add(database, week, _class_sizes())


def _add(database: sqlite3.Connection, week: Week, sizes: list[int]) -> None:
    # Each week has dice of its own, so that it is the same whenever it is written.
    chance = random.Random(f"{_SEED} {week.label}")  # noqa: S311  (a story, not a secret)
    at = (week.start - FIRST.start).days // 7
    lessons = _lessons(chance, at, week.start, sizes)
    database.executemany(
        "INSERT INTO lessons (class_id, assigned_on, students, completed) VALUES (?, ?, ?, ?)", lessons
    )
    database.executemany("INSERT INTO sign_ins VALUES (?, ?, ?)", _sign_ins(chance, at, week.start))
    database.executemany("INSERT INTO tickets (opened_on) VALUES (?)", _tickets(chance, week.start))


def _class_sizes() -> list[int]:
    chance = random.Random(_SEED)  # noqa: S311  (a story, not a secret)
    return [chance.randint(16, 28) for _ in range(_TEACHERS)]


def _contracts() -> Iterator[tuple[int, str, str | None]]:
    """Schools as they come and go: two new ones a week, and the oldest leave."""
    left = [_LEFT[at % len(_LEFT)] for at in range(WEEKS - len(_LEFT_LATELY))] + list(_LEFT_LATELY)
    ends = [FIRST.plus(at).start + timedelta(days=2) for at, gone in enumerate(left) for _ in range(gone)]
    starts = [FIRST.start - timedelta(days=1)] * _SCHOOLS
    starts += [FIRST.plus(at).start + timedelta(days=3) for at in range(WEEKS) for _ in range(2)]
    for school, started in enumerate(starts):
        ended = ends[school] if school < len(ends) else None
        yield school, started.isoformat(), ended.isoformat() if ended else None


def _lessons(
    chance: random.Random, at: int, monday: date, sizes: list[int]
) -> Iterator[tuple[int, str, int, int]]:
    """What teachers assigned in one week, and how many students finished it."""
    fixed = at >= FIXED
    assigning = _around(chance, 222 if fixed else 182, 5)
    done = chance.gauss(0.645 if fixed else 0.64, 0.01)
    given = _around(chance, assigning * (1.79 if fixed else 1.62), 6)
    days = [(monday + timedelta(days=after)).isoformat() for after in range(5)]
    teachers = sorted(range(_TEACHERS), key=lambda _: chance.random())[:assigning]
    for number in range(given):
        teacher = teachers[number % assigning]
        finished = min(sizes[teacher], round(sizes[teacher] * chance.gauss(done, 0.08)))
        yield teacher, days[int(chance.random() * 5)], sizes[teacher], finished


def _sign_ins(chance: random.Random, at: int, monday: date) -> Iterator[tuple[str, int, int]]:
    """On how many of the seven days each visitor of one week signed in."""
    badges = max(0, at - (WEEKS - 1 - _BADGES)) if at < FIXED else _BADGES - 1
    visitors = _around(chance, _FEWEST_VISITORS + 3 * at + 24 * badges, 16)
    share = chance.gauss(0.43 + 0.005 * badges, 0.004)
    odds = [comb(7, days) * share**days * (1 - share) ** (7 - days) for days in range(8)]
    week = monday.isoformat()
    for account, days in enumerate(chance.choices(range(8), odds, k=visitors)):
        yield week, account, max(1, days)


def _tickets(chance: random.Random, monday: date) -> Iterator[tuple[str]]:
    for _ in range(_around(chance, 42, 5)):
        yield ((monday + timedelta(days=int(chance.random() * 5))).isoformat(),)


def _around(chance: random.Random, middle: float, spread: float) -> int:
    return round(chance.gauss(middle, spread))
