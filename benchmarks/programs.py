"""Programs that a benchmark starts: found or named, started on loopback, waited for, weighed and stopped."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[1]
_LONGEST_START_SECONDS = 30.0
_LONGEST_STOP_SECONDS = 15.0
_OUTSIDE_PATH = "/usr/sbin:/sbin"


class ProgramMissing(Exception):
    """A program of Debian that the benchmark needs is not installed."""


class ProgramFailed(Exception):
    """A program ended, or did not answer, before it could be measured."""


@dataclass(frozen=True, slots=True)
class Running:
    """Hold a program that answers on loopback."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        """Give its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def memory_mb(self) -> float:
        """Weigh the program and its children: proportional set size in megabytes, shared pages counted once."""
        return float(sum(member.memory_full_info().pss for member in self._family())) / 1e6

    def peak_memory_mb(self) -> dict[str, float]:
        """Give the highest resident size (VmHWM) so far of the processes of each role, added up, in megabytes."""
        peaks: dict[str, float] = {}
        for member in self._family():
            role = _role(member)
            peaks[role] = peaks.get(role, 0.0) + peak_mb(member.pid)
        return peaks

    def cpu_seconds(self) -> float:
        """Count the processor time of the program and its children so far."""
        return float(sum(times.user + times.system for times in (member.cpu_times() for member in self._family())))

    def _family(self) -> list[psutil.Process]:
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]


def find_program(name: str, package: str) -> str:
    """Find a program; raise ProgramMissing with the name of its Debian package."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + os.pathsep + _OUTSIDE_PATH)
    if found is None:
        raise ProgramMissing(f"{name} is not installed: sudo apt-get install {package}")
    return found


def free_port() -> int:
    """Find a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], port: int, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Start a program, wait until it listens, and stop it at the end; an environment given is the whole of it."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=None if environment is None else dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_listening(process, port)
        yield Running(process, port)
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a program to end, and end it when it does not."""
    process.terminate()
    try:
        process.wait(_LONGEST_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        for member in family:
            if member.is_running():
                member.kill()


@contextmanager
def nginx_serving(contents: bytes, name: str = "page.html") -> Iterator[Running]:
    """Start nginx with one worker, serving these bytes as a file, also compressed beforehand, and without a log."""
    program = find_program("nginx", "nginx-light")
    port = free_port()
    with TemporaryDirectory(prefix="duo-bench-") as folder:
        # The worker of an nginx that root starts is another user, who must reach the file.
        Path(folder).chmod(0o755)
        (Path(folder) / name).write_bytes(contents)
        (Path(folder) / f"{name}.gz").write_bytes(gzip.compress(contents, 9))
        (Path(folder) / "nginx.conf").write_text(_NGINX.format(folder=folder, port=port))
        with running([program, "-p", folder, "-c", f"{folder}/nginx.conf"], port) as server:
            yield server


def site_command(target: str, port: int) -> list[str]:
    """Give the command that the site itself is started with (docs/decisions/0002-server.md)."""
    return [sys.executable, "-m", "duo_site.server", target, "--port", str(port)]


_NGINX = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    default_type text/html;
    charset utf-8;
    access_log off;
    sendfile on;
    tcp_nopush on;
    gzip_static on;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


def wait_until_listening(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until a program takes connections; raise ProgramFailed when it ends or takes too long."""
    until = time.monotonic() + _LONGEST_START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise ProgramFailed(f"{process.args!r} ended with {process.returncode} before it listened.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise ProgramFailed(f"{process.args!r} does not listen on port {port}.")


def _role(process: psutil.Process) -> str:
    """Tell what a process does, from how it was started: granian forks its worker, the renderer is spawned."""
    return "rendering" if "from multiprocessing." in " ".join(process.cmdline()) else "server"


def peak_mb(pid: int) -> float:
    """Give the highest resident size (VmHWM) so far of a process, in megabytes; 0 for one that has just ended."""
    found = re.search(r"^VmHWM:\s+(\d+) kB$", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found.group(1)) * 1024 / 1e6 if found else 0.0
