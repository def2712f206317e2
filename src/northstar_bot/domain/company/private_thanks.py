"""Who may thank somebody so that only they read it."""

from enum import StrEnum


class PrivateThanks(StrEnum):
    """Every member, only those with a trust (leads of teams, stewards, owners), or nobody."""

    EVERYBODY = "everybody"
    LEADS = "leads"
    NOBODY = "nobody"
