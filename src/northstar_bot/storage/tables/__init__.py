"""The rows, one file per noun; importing this package fills `metadata`."""

from northstar_bot.storage.tables import (
    annotations,
    away,
    baselines,
    company,
    deliveries,
    evidence,
    people,
    pivots,
    preferences,
    readings,
    request_steps,
    requests,
    rituals,
    second_weighing,
    shipments,
    shoutouts,
    similar,
)
from northstar_bot.storage.tables.columns import metadata

__all__ = [
    "annotations",
    "away",
    "baselines",
    "company",
    "deliveries",
    "evidence",
    "metadata",
    "people",
    "pivots",
    "preferences",
    "readings",
    "request_steps",
    "requests",
    "rituals",
    "second_weighing",
    "shipments",
    "shoutouts",
    "similar",
]
