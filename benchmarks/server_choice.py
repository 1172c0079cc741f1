"""The servers side by side: python -m benchmarks.server_choice (not in `make bench`; docs/decisions/0002-server.md)."""

import sys
import urllib.request
from contextlib import ExitStack

from benchmarks.programs import Running, free_port, nginx_serving, running, site_command
from benchmarks.tables import print_table
from benchmarks.throughput import HEAD, Target, compare, describe

TARGET = "benchmarks.tried_site:application"


def server_commands(port: int) -> dict[str, list[str]]:
    """Give the command of each server, one worker each."""
    python = [sys.executable, "-m"]
    gunicorn = ["gunicorn", "--no-control-socket", "-k", "gthread", "--threads", "256", "--log-level", "warning"]
    return {
        "granian": site_command(TARGET, port),
        "gunicorn": [*python, *gunicorn, "-w", "1", "-b", f"127.0.0.1:{port}", TARGET],
        "waitress": [
            *python,
            "waitress",
            "--threads=8",
            "--connection-limit=2048",
            f"--listen=127.0.0.1:{port}",
            TARGET,
        ],
    }


def main() -> None:
    """Print requests a second, the share of nginx, and memory before and after."""
    rounds, seconds = int(sys.argv[1]), int(sys.argv[2])
    with ExitStack() as stack:
        servers: dict[str, Running] = {}
        for name in server_commands(0):
            port = free_port()
            servers[name] = stack.enter_context(running(server_commands(port)[name], port))
        page = urllib.request.urlopen(f"{servers['granian'].address}/kept").read()
        nginx = stack.enter_context(nginx_serving(page))
        idle = {name: server.memory_mb() for name, server in servers.items()}
        pages = {"nginx": Target(nginx, "/page.html")}
        pages |= {name: Target(server, "/kept") for name, server in servers.items()}
        pages |= {f"{name}, rendered": Target(server, "/rendered") for name, server in servers.items()}
        measured = compare(pages, rounds=rounds, seconds=seconds)
        print_table(f"Page of {len(page):,} bytes, {rounds} rounds of {seconds} s", HEAD, describe(measured))
        for name, server in servers.items():
            print(f"{name:22} idle {idle[name]:6.1f} MB, after load {server.memory_mb():6.1f} MB")


if __name__ == "__main__":
    main()
