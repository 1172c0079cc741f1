"""A file in encrypted pieces: what goes in comes out, and nothing else does."""

from pathlib import Path

import pytest

from duo_site.mijn_duo.zaken.overview.vault import PIECE, VaultDamaged, VaultWriter, read_pieces
from duo_site.secrecy import Secrecy

SECRECY = Secrecy(b"k" * 32)


def write(path: Path, *parts: bytes) -> Path:
    with VaultWriter(path, SECRECY) as vault:
        for part in parts:
            vault.write(part)
        vault.finish()
    return path


def pieces_of(path: Path) -> list[bytes]:
    """Split a file in its encrypted pieces, each with its length in front."""
    raw, pieces = path.read_bytes(), []
    while raw:
        end = 4 + int.from_bytes(raw[:4], "big")
        pieces.append(raw[:end])
        raw = raw[end:]
    return pieces


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_goes_in_comes_out(tmp_path: Path, size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    path = write(tmp_path / "a", content[: size // 2], content[size // 2 : size])
    assert b"".join(read_pieces(path, SECRECY)) == content[:size]
    assert len(pieces_of(path)) == max(1, -(-size // PIECE))
    assert path.stat().st_mode & 0o077 == 0


def test_nothing_of_it_can_be_read(tmp_path: Path) -> None:
    assert b"geheim" not in write(tmp_path / "a", b"geheim " * 1000).read_bytes()


@pytest.mark.parametrize("change", ["cut", "swap", "drop-first", "flip", "empty", "half"])
def test_a_file_that_was_changed_is_refused(tmp_path: Path, change: str) -> None:
    path = write(tmp_path / "a", b"x" * (2 * PIECE + 5))
    first, second, third = pieces_of(path)
    changed = {
        "cut": first + second,
        "swap": second + first + third,
        "drop-first": second + third,
        "flip": first[:-1] + bytes([first[-1] ^ 1]) + second + third,
        "half": first + second[: len(second) // 2],
        "empty": b"\0\0\0\1",
    }
    path.write_bytes(changed[change])
    with pytest.raises(VaultDamaged):
        list(read_pieces(path, SECRECY))


def test_a_file_under_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VaultDamaged):
        list(read_pieces(write(tmp_path / "a", b"x").rename(tmp_path / "b"), SECRECY))


def test_a_file_that_was_never_finished_is_refused(tmp_path: Path) -> None:
    with VaultWriter(tmp_path / "a", SECRECY) as vault:
        vault.write(b"x" * (PIECE + 1))
    with pytest.raises(VaultDamaged):
        list(read_pieces(tmp_path / "a", SECRECY))


def test_a_file_that_is_not_there_is_missed_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_pieces(tmp_path / "a", SECRECY)
