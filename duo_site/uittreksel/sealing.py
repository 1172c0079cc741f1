"""The port to the seal, and the one that seals with pyHanko: PAdES B-LTA as a certification (ETSI EN 319 142-1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from duo_site.uittreksel.key_making import open_key
from duo_site.uittreksel.keys import KEY_LIST, KeyList, NoSealKey, SealKey, load_keys
from duo_site.uittreksel.revocation import RevocationCache, RevocationUnknown
from duo_site.uittreksel.seal_block import list_seal_blocks
from duo_site.uittreksel.seal_failures import SealingFailed, TimeStampFailed
from duo_site.uittreksel.seal_reading import read_seal
from duo_site.uittreksel.signatures import Certifier, Stamper, ValidationData, certify, stamp_document
from duo_site.uittreksel.timestamps import NetworkTimeStamps, OwnTimeStamps, TimeStamps

__all__ = ["PyHankoSealer", "Sealer", "SealingFailed", "TimeStampFailed"]


class Sealer(Protocol):
    """Seals a document."""

    def seal(self, pdf: bytes, at: datetime) -> bytes:
        """Seal a PDF at a moment and give the sealed bytes.

        Raise SealingFailed or TimeStampFailed; never give back what is unsealed or half sealed.
        """
        ...


@dataclass(frozen=True)
class _Loaded:
    version: int
    keys: KeyList
    certifier: Certifier
    time_stamps: TimeStamps | None
    revocation: RevocationCache


class PyHankoSealer:
    """Seals with the current key of a seal folder, and takes over a new key as soon as it stands in the key list."""

    def __init__(self, folder: Path, tsa_addresses: Sequence[str] = ()) -> None:
        """Load the current key; raise NoSealKey when there is none.

        Times are stamped at the addresses, in this order; without any by the test authority of the seal folder.
        """
        self._folder = folder
        self._tsa_addresses = tuple(tsa_addresses)
        self._loaded = self._load()

    def seal(self, pdf: bytes, at: datetime) -> bytes:
        """Certify a PDF so that no change is allowed, with time stamps and all that a later reader needs."""
        loaded = self._loaded = self._load() if self._version() != self._loaded.version else self._loaded
        if not loaded.keys.current.is_valid_at(at):
            raise SealingFailed("The current seal key is not valid at this moment.")
        if loaded.time_stamps is None:
            raise TimeStampFailed("There is no time stamp authority. Name one in DUO_TSA_URLS and: duo zegel vertrouw")
        stamper = _stamper(loaded.time_stamps, at)
        try:
            data = _gather(loaded, loaded.time_stamps, at)
            sealed = stamp_document(certify(pdf, loaded.certifier, at, stamper, data), stamper)
        except SealingFailed:
            raise
        except RevocationUnknown as error:
            raise SealingFailed(str(error)) from error
        except Exception as error:
            raise SealingFailed("The document could not be sealed.") from error
        _require_seal(pdf, sealed, loaded, data)
        return sealed

    def _version(self) -> int:
        try:
            return (self._folder / KEY_LIST).stat().st_mtime_ns
        except OSError as error:
            raise NoSealKey("There is no seal key yet. Make one with: duo zegel nieuw") from error

    def _load(self) -> _Loaded:
        version = self._version()
        keys = load_keys(self._folder)
        certifier = Certifier(open_key(self._folder, f"{keys.current.id}.p12", keys.current.id))
        revocation = RevocationCache(self._folder, keys)
        return _Loaded(version, keys, certifier, self._load_time_stamps(keys, keys.current), revocation)

    def _load_time_stamps(self, keys: KeyList, current: SealKey) -> TimeStamps | None:
        if self._tsa_addresses:
            return NetworkTimeStamps(self._tsa_addresses, keys)
        for authority in keys.authorities:
            if authority.key_file is not None and authority.id.startswith(current.id):
                return OwnTimeStamps(self._folder, authority, keys)
        return None


def _stamper(time_stamps: TimeStamps, at: datetime) -> Stamper:
    return lambda digest: time_stamps.stamp(digest, at)


def _gather(loaded: _Loaded, time_stamps: TimeStamps, at: datetime) -> ValidationData:
    """Gather certificates and revocation data for the seal and for whoever stamps."""
    key = loaded.keys.current
    chains: list[tuple[bytes, tuple[bytes, ...]]] = [(key.certificate, (key.root,))]
    for certificate in time_stamps.list_certificates(at):
        authority = loaded.keys.find_authority(certificate, at)
        if authority is not None:
            chains.append((certificate, authority.certificates))
    found = [loaded.revocation.get(certificate, chain, at) for certificate, chain in chains]
    return ValidationData(
        certificates=_once(part for certificate, chain in chains for part in (*chain, certificate)),
        crls=_once(part for data in found for part in data.crls),
        ocsps=_once(part for data in found for part in data.ocsps),
    )


def _once(parts: Iterator[bytes]) -> list[bytes]:
    return list(dict.fromkeys(parts))


def _require_seal(pdf: bytes, sealed: bytes, loaded: _Loaded, data: ValidationData) -> None:
    """Refuse a result that the first reading of the controle would not accept."""
    blocks = list(list_seal_blocks(sealed))
    reading = read_seal(sealed, blocks, blocks[0], loaded.keys) if blocks else None
    if not sealed.startswith(pdf) or reading is None or not reading.is_whole or reading.key != loaded.keys.current:
        raise SealingFailed("The seal that was made does not hold, so the document was not issued.")
    if any(stamp.certificate not in data.certificates for stamp in reading.stamps):
        raise TimeStampFailed("The time stamp authority changed its certificate just now; try again.")
