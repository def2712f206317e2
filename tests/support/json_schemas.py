"""The shapes of what is printed as JSON, as docs/json.md promises them."""

NUMBER = {"type": ["number", "null"]}
RANGE = {
    "oneOf": [{"type": "null"}, {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}]
}
VERDICT = {"enum": ["signal", "noise", "trial", "too few points"]}
RULES = {"type": "array", "items": {"enum": ["R1", "R2", "R3"]}, "uniqueItems": True}
WORDS = {"type": ["string", "null"]}
COUNT = {"type": "integer", "minimum": 0}


def _record(**fields: object) -> dict[str, object]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


SHIPPED_ITEMS = {
    "type": "array",
    "items": _record(
        number=COUNT,
        title={"type": "string"},
        input={"type": "string"},
        squad={"type": "string"},
        day={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        changed={"type": "string"},
        answer={"enum": ["", "moved", "not moved", "cannot tell"]},
    ),
}
ROW = _record(
    key={"type": "string"},
    dimension={"enum": ["breadth", "frequency", "depth", "efficiency", "other", None]},
    value=NUMBER,
    previous=NUMBER,
    mean4=NUMBER,
    natural_range=RANGE,
    verdict=VERDICT,
    rules=RULES,
    provisional={"type": "boolean"},
    stale={"type": "boolean"},
    owner=WORDS,
)
TESTS = {"type": ["integer", "null"], "minimum": 0}
PACE = _record(
    key={"type": "string"},
    target=NUMBER,
    first_week={"type": "string", "pattern": r"^\d{4}-W\d{2}$"},
    last_week={"type": "string", "pattern": r"^\d{4}-W\d{2}$"},
    rule={"enum": ["total", "mean"]},
    through={"type": "string", "pattern": r"^\d{4}-W\d{2}$"},
    so_far=NUMBER,
    weeks_left=COUNT,
    weeks_missing=COUNT,
    required=NUMBER,
    mean4=NUMBER,
    mean8=NUMBER,
    likely=RANGE,
    likely_half=RANGE,
    right=TESTS,
    tested=TESTS,
    weeks_needed=COUNT,
    verdict={"enum": ["ahead", "on pace", "uncertain", "off pace", "reached", "missed", None]},
)
JUDGING = _record(
    key={"type": "string"},
    around={"enum": ["level", "trend", "change"]},
    begins={"type": ["string", "null"]},
    because={"enum": ["new normal", "definition", None]},
)
SAID = {"author": {"type": "string"}, "text": {"type": "string"}, "unknown": {"type": "boolean"}}


def _split(level):
    return _record(
        mode={"enum": ["identity", "identity with residual", "hypothesis"]},
        method={"enum": ["LMDI-I", "Shapley", None]},
        level=level,
        parts={"type": "object", "additionalProperties": NUMBER},
    )


DIGEST = _record(
    week={"type": "string", "pattern": r"^\d{4}-W\d{2}$"},
    period=_record(start={"type": "string", "format": "date"}, end={"type": "string", "format": "date"}),
    headline={"type": "string", "minLength": 1},
    withheld=WORDS,
    audience={"type": "string", "minLength": 1},
    about={"oneOf": [{"type": "null"}, ROW]},
    star=_record(
        key={"type": "string"},
        value=NUMBER,
        previous=NUMBER,
        change=NUMBER,
        change_pct=NUMBER,
        mean4=NUMBER,
        natural_range=RANGE,
        verdict=VERDICT,
        rules=RULES,
        provisional={"type": "boolean"},
        restated_from=NUMBER,
    ),
    split=_split({"const": "total"}),
    split_by_segment={"oneOf": [{"type": "null"}, _split({"type": "string", "pattern": "^each "})]},
    gap={"oneOf": [{"type": "null"}, _record(now=NUMBER, before=NUMBER)]},
    leaks={
        "type": "array",
        "items": _record(
            key={"type": "string"},
            week={"type": "string", "pattern": r"^\d{4}-W\d{2}$"},
            mix={"type": "boolean"},
        ),
    },
    inputs={"type": "array", "items": ROW},
    guardrails={"type": "array", "items": ROW},
    judging={"type": "array", "items": JUDGING},
    pace={"type": "array", "items": PACE},
    requests=_record(
        asked=COUNT,
        accepted=COUNT,
        declined=COUNT,
        parked=COUNT,
        by_input={"type": "object", "additionalProperties": COUNT},
    ),
    shoutouts=_record(
        given=COUNT,
        cross_team=COUNT,
        people_thanked=COUNT,
        by_input={"type": "object", "additionalProperties": COUNT},
        coverage={"oneOf": [{"type": "null"}, _record(thanked=COUNT, teams=COUNT, days=COUNT)]},
    ),
    shipped=_record(
        items=SHIPPED_ITEMS,
        total=COUNT,
        private=COUNT,
        looked_back=SHIPPED_ITEMS,
    ),
    notes={"type": "array", "items": _record(metric={"type": "string"}, **SAID)},
    asked={
        "type": "array",
        "items": _record(key={"type": "string"}, answers={"type": "array", "items": _record(**SAID)}),
        "maxItems": 3,
    },
)
