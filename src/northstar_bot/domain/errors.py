"""Every way to say no to a person: each error carries its own sentence and what to do next."""


class NorthstarError(Exception):
    """Something a person can read and mend.

    `sentence` says what is wrong, `hint` what to do, `field` which field of a form or file it belongs to.
    """

    def __init__(self, sentence: str, hint: str = "", field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.field = field

    @property
    def words(self) -> str:
        """The sentence and its hint, as one line."""
        return f"{self.sentence} {self.hint}".strip()


class BadInput(NorthstarError):
    """What was typed cannot be used as it stands."""


class NotAllowed(NorthstarError):
    """The person may not do this."""


class NotFound(NorthstarError):
    """There is no such thing in this workspace."""


class AlreadyDone(NorthstarError):
    """Somebody, or an earlier click, got there first."""


class SourceFailed(NorthstarError):
    """A source of readings did not answer usefully; the sentence names no secret."""


class NotSaved(NorthstarError):
    """Nothing was written; the person keeps what they typed."""


class DatabaseAway(NotSaved):
    """The database does not answer; `reason` is for the log and for whoever starts the bot."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "The database does not answer, so nothing was saved.", "Please try again in a minute."
        )
        self.reason = reason


class Invalid(BadInput):
    """Several fields of one form are wrong; `fields` maps each field to its sentence."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(next(iter(fields.values())), "", next(iter(fields)))
        self.fields = fields
