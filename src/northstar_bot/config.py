"""Settings from the environment, checked at the door: a wrong one fails at start in one sentence that names it."""

import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from northstar_bot.domain.company.load import MOST_COUNTED, SOFT_CAP
from northstar_bot.domain.errors import BadInput

PREFIX = "NORTHSTAR_"
REMEDIES = {
    "NORTHSTAR_PORT": "Write a number from 0 to 65535.",
    "NORTHSTAR_MODE": "Write socket or http.",
    "NORTHSTAR_OWNERS": "Write Slack ids such as U0123ABCD, separated by commas.",
    "NORTHSTAR_SLACK_API_URL": "Write an address that begins with https:// or http:// and ends with a slash.",
    "NORTHSTAR_RETENTION_DAYS": "Write a number of days, such as 730, or leave it out to keep words.",
    "NORTHSTAR_WIPE_AFTER_DAYS": "Write a number of days, such as 30; 0 wipes as soon as the app is removed.",
    "NORTHSTAR_LOAD_CAP": f"Write a number from 1 to {MOST_COUNTED}.",
    "NORTHSTAR_LOG_LEVEL": "Write DEBUG, INFO, WARNING or ERROR.",
}


SHORTEST_SECRET = 16
_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


class Mode(StrEnum):
    """How Slack reaches the bot."""

    SOCKET = "socket"
    HTTP = "http"


class Level(StrEnum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


SlackId = Annotated[str, Field(pattern=r"^[UW][A-Z0-9]{5,}$")]


class Webhook(NamedTuple):
    """Where events are sent, and with what they are signed."""

    url: str
    secret: str


class Settings(BaseSettings):
    """Every NORTHSTAR_* variable. Secrets show as stars wherever they are printed."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    database_url: SecretStr = Field(default_factory=lambda: SecretStr(default_database_url(os.environ)))
    mode: Mode = Mode.SOCKET
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: Annotated[str, Field(pattern=r"^https?://.+/$")] = "https://slack.com/api/"
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    owners: Annotated[tuple[SlackId, ...], NoDecode] = ()
    allow_private_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    load_cap: int = Field(default=SOFT_CAP, ge=1, le=MOST_COUNTED)
    retention_days: int | None = Field(default=None, ge=1)
    wipe_after_days: int = Field(default=30, ge=0)
    webhook_url: SecretStr | None = None
    webhook_secret: SecretStr | None = None
    log_level: Level = Level.INFO

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load` was given: it read the environment, and tests give their own."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    def bot_token(self) -> str:
        """The bot token, or the sentence that asks for it."""
        return _required(
            self.slack_bot_token, "SLACK_BOT_TOKEN", "the bot token (xoxb-…) from Install App", "xoxb-"
        )

    def app_token(self) -> str:
        """The app-level token of Socket Mode."""
        wanted = "an app-level token (xapp-…) with connections:write, under Basic Information"
        return _required(self.slack_app_token, "SLACK_APP_TOKEN", wanted, "xapp-")

    def signing_secret(self) -> str | None:
        """The signing secret in HTTP mode; Socket Mode needs none."""
        if self.mode is Mode.SOCKET:
            return None
        wanted = "the signing secret, under Basic Information"
        return _required(self.slack_signing_secret, "SLACK_SIGNING_SECRET", wanted)

    def webhook(self) -> Webhook | None:
        """Where events are sent, if anywhere; BadInput when one half is missing or the address is unsafe."""
        url, secret = (
            one.get_secret_value().strip() if one else "" for one in (self.webhook_url, self.webhook_secret)
        )
        if not (url or secret):
            return None
        if not _is_safe(url):
            raise BadInput(
                f"{PREFIX}WEBHOOK_URL is not usable as it is set.",
                "Write an address that begins with https://; http:// only for this machine itself.",
            )
        if len(secret) < SHORTEST_SECRET:
            raise BadInput(
                f"{PREFIX}WEBHOOK_SECRET is not usable as it is set.",
                f"Write at least {SHORTEST_SECRET} characters that only the receiver knows too.",
            )
        return Webhook(url, secret)

    def must_suffice(self) -> None:
        """Everything that running needs is set; said before the network is asked."""
        self.bot_token()
        if self.mode is Mode.SOCKET:
            self.app_token()
        else:
            self.signing_secret()


def unknown(environment: Mapping[str, str]) -> dict[str, str]:
    """Variables that look like settings and are none, with the nearest one that is; a typing mistake is silent."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    strange = sorted(name for name in environment if name.startswith(PREFIX) and name not in known)
    return {name: next(iter(get_close_matches(name, known, n=1)), "") for name in strange}


def load(environment: Mapping[str, str]) -> Settings:
    """Settings from `environment`; BadInput names the variable that is wrong."""
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and value.strip()
    }
    values: dict[str, object] = {**given}
    for many in ("owners", "allow_private_hosts"):
        if many in given:
            values[many] = tuple(part.strip() for part in given[many].split(",") if part.strip())
    if "log_level" in given:
        values["log_level"] = given["log_level"].strip().upper()
    values.setdefault("database_url", default_database_url(environment))
    try:
        settings = Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = error.errors()[0]
        name = PREFIX + str(wrong["loc"][0]).upper()
        hint = REMEDIES.get(name, "Correct it in the environment and start again.")
        raise BadInput(f"{name} is not usable as it is set.", hint) from None
    settings.webhook()
    return settings


def _is_safe(url: str) -> bool:
    """Whether nobody on the way can read or change what is sent there."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or port == 0 or parts.username or parts.password:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_MACHINE)


def default_database_url(environment: Mapping[str, str]) -> str:
    """A SQLite file in the user's data folder, whatever the system calls it."""
    home = Path(environment.get("HOME") or Path.home())
    if sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        folder = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        folder = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return f"sqlite:///{folder / 'northstar-bot' / 'northstar.db'}"


def _required(secret: SecretStr | None, name: str, wanted: str, prefix: str = "") -> str:
    found = secret.get_secret_value().strip() if secret else ""
    if not found:
        raise BadInput(f"{PREFIX}{name} is not set.", f"Set it to {wanted}.")
    if not found.startswith(prefix):
        raise BadInput(f"{PREFIX}{name} does not begin with {prefix}.", f"Set it to {wanted}.")
    return found
