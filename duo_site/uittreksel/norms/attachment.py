"""What is attached to a file, for programs; by itself, so that who reads it needs no PDF writer."""

from dataclasses import dataclass

ATTACHMENT = "diploma.json"
"""What the attached proof is called."""


@dataclass(frozen=True)
class Attached:
    """A file in a file: what it is called, what it is in words, its media type and its bytes."""

    name: str
    in_words: str
    media_type: str
    content: bytes
