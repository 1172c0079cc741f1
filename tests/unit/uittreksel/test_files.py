"""The store of sealed files: encrypted, whole or absent, and never confused."""

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from duo_site.secrecy import Secrecy
from duo_site.uittreksel.files import FileDamaged, FileMissing, FolderStore


def test_what_goes_in_comes_out(tmp_path: Path, secrecy: Secrecy) -> None:
    store = FolderStore(tmp_path, secrecy)
    key = store.put(b"document")
    assert key == sha256(b"document").hexdigest()
    assert store.put(b"document") == key
    assert store.get(key) == b"document"
    store.delete(key)
    store.delete(key)
    with pytest.raises(FileMissing):
        store.get(key)


def test_nothing_readable_lies_on_the_disk(tmp_path: Path, secrecy: Secrecy) -> None:
    FolderStore(tmp_path, secrecy).put(b"Anja van den Berg" * 100)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert b"Anja" not in files[0].read_bytes()
    assert files[0].stat().st_mode & 0o077 == 0


def test_damage_and_exchange_are_found(tmp_path: Path, secrecy: Secrecy) -> None:
    store = FolderStore(tmp_path, secrecy)
    first, second = store.put(b"first"), store.put(b"second")
    paths = {path.name: path for path in tmp_path.rglob("*") if path.is_file()}
    paths[first].write_bytes(paths[second].read_bytes())
    with pytest.raises(FileDamaged):
        store.get(first)
    paths[second].write_bytes(paths[second].read_bytes()[:-1])
    with pytest.raises(FileDamaged):
        store.get(second)
    with pytest.raises(FileDamaged):
        FolderStore(tmp_path, Secrecy(b"o" * 32)).get(first)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_hashes_are_names(tmp_path: Path, secrecy: Secrecy, name: str) -> None:
    with pytest.raises(FileMissing):
        FolderStore(tmp_path, secrecy).get(name)


def test_many_at_once(tmp_path: Path, secrecy: Secrecy) -> None:
    store = FolderStore(tmp_path, secrecy)
    contents = [f"document {number % 20}".encode() * 500 for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(store.put, contents))
    assert [store.get(key) for key in keys] == contents
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 20


def test_kill_leaves_whole_files_or_none(tmp_path: Path, secrecy: Secrecy) -> None:
    program = (
        "import sys; from pathlib import Path; from itertools import count;"
        "from duo_site.secrecy import Secrecy; from duo_site.uittreksel.files import FolderStore;"
        "store = FolderStore(Path(sys.argv[1]), Secrecy(b'k' * 32));"
        "[print(store.put(b'%d-' % n * 50_000), flush=True) for n in count()]"
    )
    promised: list[str] = []
    for _ in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", program, tmp_path],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
        )
        assert writer.stdout is not None
        promised.append(writer.stdout.readline().strip())
        time.sleep(random.uniform(0.01, 0.2))
        writer.send_signal(signal.SIGKILL)
        promised += [line.strip() for line in writer.stdout if line.endswith("\n")]
        writer.stdout.close()
        writer.wait()
    store = FolderStore(tmp_path, secrecy)
    whole = [path.name for path in tmp_path.rglob("[!.]*") if path.is_file()]
    assert set(promised) <= set(whole)
    for name in whole:
        store.get(name)
    store.delete_older_than(datetime.now(UTC) + timedelta(minutes=1))
    assert not list(tmp_path.rglob(".unfinished-*"))
