"""What a seal is made with: keys, the current private key, time stamps and revocation data, loaded once and kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import cms  # type: ignore[import-untyped, unused-ignore]

from duo_site.settings import SealToken
from duo_site.uittreksel.keys import KEY_LIST, KeyList, NoSealKey, SealKey, load_keys
from duo_site.uittreksel.revocation import RevocationCache
from duo_site.uittreksel.seal_failures import SealingFailed, TimeStampFailed
from duo_site.uittreksel.seal_room import ValidationData
from duo_site.uittreksel.signatures import Certifier
from duo_site.uittreksel.signers import open_signer
from duo_site.uittreksel.timestamps import NetworkTimeStamps, OwnTimeStamps, TimeStamps


@dataclass(frozen=True)
class SealTools:
    """What one key seals with."""

    keys: KeyList
    key: SealKey
    certifier: Certifier
    time_stamps: TimeStamps
    revocation: RevocationCache

    def stamp(self, digest: bytes, at: datetime) -> cms.ContentInfo:
        """Get a time stamp over a digest."""
        return self.time_stamps.stamp(digest, at)

    def gather(self, at: datetime) -> ValidationData:
        """Gather certificates and revocation data for the seal and for whoever stamps."""
        chains: list[tuple[bytes, tuple[bytes, ...]]] = [(self.key.certificate, self.key.chain)]
        for certificate in self.time_stamps.list_certificates(at):
            authority = self.keys.find_authority(certificate, at)
            if authority is not None:
                chains.append((certificate, authority.certificates))
        found = [self.revocation.get(certificate, chain, at) for certificate, chain in chains]
        return ValidationData(
            certificates=_once(part for certificate, chain in chains for part in (*chain, certificate)),
            crls=_once(part for data in found for part in data.crls),
            ocsps=_once(part for data in found for part in data.ocsps),
        )


class Toolbox:
    """Gives the tools for a moment, and takes over a new key as soon as it stands in the key list."""

    def __init__(self, folder: Path, tsa_addresses: Sequence[str] = (), token: SealToken | None = None) -> None:
        """Load the key list; times are stamped at the addresses, or without any by the test authority of the folder."""
        self._folder, self._tsa_addresses, self._token = folder, tuple(tsa_addresses), token
        self._load(self._version())

    def get(self, at: datetime) -> SealTools:
        """Get the tools of a moment.

        Raise NoSealKey without a key that can be opened, SealingFailed without one that is valid then, and
        TimeStampFailed without a time stamp authority.
        """
        version = self._version()
        if version != self._loaded_version:
            self._load(version)
        key = self._keys.current_at(at)
        if not key.is_valid_at(at):
            raise SealingFailed("The current seal key is not valid at this moment.")
        if key.id not in self._tools:
            self._tools[key.id] = self._make(key)
        return self._tools[key.id]

    def _version(self) -> int:
        try:
            return (self._folder / KEY_LIST).stat().st_mtime_ns
        except OSError as error:
            raise NoSealKey("There is no seal key yet. Make one with: duo zegel nieuw") from error

    def _load(self, version: int) -> None:
        self._keys = load_keys(self._folder)
        self._revocation = RevocationCache(self._folder, self._keys)
        self._tools: dict[str, SealTools] = {}
        self._loaded_version = version

    def _make(self, key: SealKey) -> SealTools:
        time_stamps = self._make_time_stamps(key)
        if time_stamps is None:
            raise TimeStampFailed("There is no time stamp authority. Name one in DUO_TSA_URLS and: duo zegel vertrouw")
        certifier = Certifier(open_signer(self._folder, key, self._token))
        return SealTools(self._keys, key, certifier, time_stamps, self._revocation)

    def _make_time_stamps(self, key: SealKey) -> TimeStamps | None:
        if self._tsa_addresses:
            return NetworkTimeStamps(self._tsa_addresses, self._keys)
        for authority in self._keys.authorities:
            if authority.key_file is not None and authority.id.startswith(key.id):
                return OwnTimeStamps(self._folder, authority, self._keys)
        return None


def _once(parts: Iterable[bytes]) -> list[bytes]:
    return list(dict.fromkeys(parts))
