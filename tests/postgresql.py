"""A throwaway PostgreSQL cluster from Debian's package: real, on a socket of its own, gone after the tests."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_USER = "postgres"


def _find_programs() -> Path:
    """Find the folder with the newest server programs; they are not on the path in Debian."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    if not found:
        raise RuntimeError("PostgreSQL is missing: install Debian's package postgresql, or run make test.")
    return found[-1].parent


@contextmanager
def throwaway_cluster() -> Iterator[str]:
    """Start a cluster and give the address of its server, to which a database name can be added."""
    programs, folder = _find_programs(), Path(mkdtemp(prefix="duo-pg-"))
    as_user: dict[str, object] = {}
    if os.geteuid() == 0:  # initdb refuses root.
        user = pwd.getpwnam(_USER)
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def run(*command: str) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user)  # type: ignore[call-overload]

    data = str(folder / "data")
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=60"
    try:
        run(str(programs / "initdb"), "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        run(str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://{_USER}@/{{name}}?host={folder}"
        finally:
            run(str(programs / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
