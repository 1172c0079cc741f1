"""Renders a document in a process that has another hash seed than this one."""

import subprocess
import sys

from duo_site.uittreksel.domain import UittrekselInhoud


def render_elsewhere(renderer: str, inhoud: UittrekselInhoud, *, attachment: bytes, qr: str) -> bytes:
    """Render with what an expression such as `duo_site.uittreksel.pdf.WeasyPrintRenderer()` makes there."""
    module = renderer.rpartition(".")[0]
    program = (
        f"import sys, {module}; from duo_site.uittreksel.domain import UittrekselInhoud as U;"
        f"inhoud = U.from_json(sys.stdin.read());"
        f"sys.stdout.buffer.write({renderer}.render(inhoud, attachment={attachment!r}, qr={qr!r}))"
    )
    made = subprocess.run(
        [sys.executable, "-c", program],
        input=inhoud.to_json().encode(),
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "77", "PYTHONPATH": ":".join(sys.path)},
    )
    return made.stdout
