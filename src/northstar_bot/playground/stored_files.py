"""A file somebody uploaded, and a canvas that the bot made."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, eq=False)
class StoredFile:
    """A file somebody uploaded; it becomes ready only after Slack has looked at it."""

    id: str
    name: str
    length: int
    owner: str
    alt_text: str = ""
    title: str = ""
    data: bytes = b""
    uploaded: bool = False
    complete: bool = False
    polls_until_ready: int = 0

    @property
    def ready(self) -> bool:
        return self.complete and self.polls_until_ready <= 0

    def record(self) -> dict[str, Any]:
        ending = self.name.rpartition(".")[2].lower()
        mimetype = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}.get(
            ending, "text/plain"
        )
        return {
            "id": self.id, "name": self.name, "title": self.title or self.name, "size": len(self.data),
            "user": self.owner, "filetype": ending, "mimetype": mimetype if self.ready else "",
            "alt_txt": self.alt_text, "permalink": f"https://playground.slack.test/files/{self.id}",
        }  # fmt: skip


@dataclass(slots=True, eq=False)
class Canvas:
    """A document in Slack: `tab` is the channel it is a tab of, `access` who else may open it and how."""

    id: str
    title: str
    markdown: str
    tab: Any = None
    access: dict[str, str] = field(default_factory=dict)
