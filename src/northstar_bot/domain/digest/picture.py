"""The picture of a digest: what hangs in its thread, and the same in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DigestPicture:
    """`words` stand beside it, `alt` is what it shows, for people who cannot see it."""

    name: str
    words: str
    alt: str
    data: bytes
