"""Change what the company has declared, one form at a time, with the same checks as the company file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.declaration import settings
from northstar_bot.domain.declaration.declaration import Change
from northstar_bot.domain.declaration.settings import Noun
from northstar_bot.domain.declaration.settings_form import must_be_unchanged, still_used, under_field
from northstar_bot.domain.errors import BadInput, NotFound
from northstar_bot.domain.people import Role, Viewer, must_hold
from northstar_bot.services.company.company import CompanyService

# What a steward may change; the star, the roles and the company itself are the owner's.
STEWARDS = frozenset(Noun) - {Noun.STAR, Noun.ROLES, Noun.DECIDER, Noun.COMPANY}


@dataclass(frozen=True, slots=True)
class SettingsService:
    """Reads and changes the declaration on behalf of a person."""

    companies: CompanyService
    source_kinds: tuple[str, ...] = ()

    async def shown_to(self, viewer: Viewer) -> Company:
        """The declaration, for somebody who may change some of it."""
        must_hold(viewer, Role.STEWARD)
        return await self._company(viewer)

    async def opened_by(self, viewer: Viewer, noun: Noun, key: str | None) -> Company:
        """The declaration, for somebody who opens the form of one thing in it."""
        self._may_change(viewer, noun)
        company = await self._company(viewer)
        must_be_unchanged(company, noun, key, "")
        return company

    async def change(
        self, viewer: Viewer, noun: Noun, key: str | None, answers: Mapping[str, Any], mark: str = ""
    ) -> tuple[Change, ...]:
        """Save one form; Invalid names the fields that are wrong and nothing is changed.

        `mark` says what the form showed: what somebody changed since is not overwritten.
        """
        self._may_change(viewer, noun)
        company = await self._company(viewer)
        must_be_unchanged(company, noun, key, mark)
        try:
            return await self.companies.apply(settings.changed(company, noun, key, answers))
        except BadInput as error:
            raise under_field(error, noun, answers.keys()) from error

    async def remove(self, viewer: Viewer, noun: Noun, key: str, mark: str = "") -> tuple[Change, ...]:
        """Remove one team, squad, metric, value, source or schedule; what was recorded under it stays."""
        self._may_change(viewer, noun)
        company = await self._company(viewer)
        must_be_unchanged(company, noun, key, mark)
        try:
            return await self.companies.apply(settings.without(company, noun, key))
        except BadInput as error:
            raise still_used(error, noun, key) from error

    def open_to(self, viewer: Viewer) -> frozenset[Noun]:
        """What this person may change."""
        if viewer.holds(Role.OWNER):
            return frozenset(Noun)
        return STEWARDS if viewer.holds(Role.STEWARD) else frozenset()

    async def _company(self, viewer: Viewer) -> Company:
        company = await self.companies.of(viewer.workspace)
        if company is None:
            raise NotFound(
                "This workspace has nothing declared yet.", "Run northstar-bot apply company.yaml once."
            )
        return company

    @staticmethod
    def _may_change(viewer: Viewer, noun: Noun) -> None:
        must_hold(viewer, Role.STEWARD if noun in STEWARDS else Role.OWNER)
