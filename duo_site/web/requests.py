"""Requests whose files stay in memory: nothing that a visitor sends touches the disk."""

from io import BytesIO
from typing import IO

from flask import Request


class InMemoryRequest(Request):
    """A request of which no part is written to a temporary file; its size is bounded by MAX_CONTENT_LENGTH."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()
