"""The seal: valid for others, the same each time, and never left out."""

import asyncio
import stat
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto.x509 import Certificate  # type: ignore[import-untyped, unused-ignore]
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec, SignatureValidationSpec
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from duo_site.uittreksel.key_making import new_seal, revoke
from duo_site.uittreksel.keys import NoSealKey, load_keys
from duo_site.uittreksel.sealing import PyHankoSealer, SealingFailed, TimeStampFailed


def test_poppler_finds_the_seal_valid(sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    told = subprocess.run(["pdfsig", "sealed.pdf"], cwd=tmp_path, capture_output=True, check=False, text=True).stdout
    assert "Signature is Valid." in told
    assert "ETSI.CAdES.detached" in told
    assert "Total document signed" in told.partition("Signature #2")[2]
    assert "TEST - geen echt zegel" in told
    assert "Nov 21 2026 13:00:00" in told


def test_the_same_document_key_and_moment_give_the_same_bytes(
    unsealed: bytes, sealed: bytes, seal_folder: Path, at: datetime
) -> None:
    assert PyHankoSealer(seal_folder).seal(unsealed, at) == sealed


def test_the_seal_certifies_and_its_field_is_out_of_sight(sealed: bytes) -> None:
    with pikepdf.open(BytesIO(sealed)) as document:
        field = document.Root.AcroForm.Fields[0]
        assert document.Root.Perms.DocMDP.objgen == field.V.objgen
        assert field.V.Reference[0].TransformParams.P == 1
        assert "/Reason" not in field.V
        assert "/Location" not in field.V
        assert str(field.TU) == "Zegel van het diplomaregister"
        assert int(field.F) & 4
        stamp = document.Root.AcroForm.Fields[-1]
        assert str(stamp.V.Type) == "/DocTimeStamp"
        assert max(float(corner) for corner in stamp.Rect) < 0


def test_nothing_leaves_without_a_valid_key(unsealed: bytes, tmp_path: Path, at: datetime) -> None:
    with pytest.raises(NoSealKey, match="duo zegel nieuw"):
        PyHankoSealer(tmp_path)
    new_seal(tmp_path, None, at - timedelta(days=3 * 365 + 1))
    with pytest.raises(SealingFailed, match="not valid"):
        PyHankoSealer(tmp_path).seal(unsealed, at)


def test_what_is_no_pdf_is_not_sealed(seal_folder: Path, at: datetime) -> None:
    with pytest.raises(SealingFailed):
        PyHankoSealer(seal_folder).seal(b"no document", at)


def test_a_second_seal_is_refused(sealed: bytes, seal_folder: Path, at: datetime) -> None:
    with pytest.raises(SealingFailed):
        PyHankoSealer(seal_folder).seal(sealed, at)


def test_a_key_of_somebody_else_does_not_pass_the_check_after_sealing(
    unsealed: bytes, tmp_path: Path, at: datetime
) -> None:
    first = new_seal(tmp_path, None, at)
    second = new_seal(tmp_path, None, at)
    (tmp_path / f"{second.id}.pem").write_bytes((tmp_path / f"{first.id}.pem").read_bytes())
    with pytest.raises(SealingFailed):
        PyHankoSealer(tmp_path).seal(unsealed, at)


def test_a_new_key_takes_over_and_the_old_one_stays_listed(unsealed: bytes, tmp_path: Path, at: datetime) -> None:
    old = new_seal(tmp_path, None, at - timedelta(days=10))
    sealer = PyHankoSealer(tmp_path)
    sealer.seal(unsealed, at - timedelta(days=1))
    new = new_seal(tmp_path, None, at)
    keys = load_keys(tmp_path)
    assert [key.id for key in keys.keys] == [old.id, new.id]
    assert keys.current == new
    assert not keys.keys[0].is_valid_at(at + timedelta(minutes=6))
    assert keys.keys[0].is_valid_at(at - timedelta(days=1))
    assert new.certificate.hex().encode() in sealer.seal(unsealed, at).lower()
    assert keys.authorities[0].key_file is not None
    assert keys.keys[0].certificate == old.certificate


def test_a_test_authority_stamps_nothing_for_an_operator(unsealed: bytes, tmp_path: Path, at: datetime) -> None:
    new_seal(tmp_path, None, at - timedelta(days=10))
    new = new_seal(tmp_path, "Stichting Voorbeeld", at)
    assert new.name == "Zegel Stichting Voorbeeld"
    assert not load_keys(tmp_path).authorities[0].is_valid_at(at + timedelta(minutes=6))
    with pytest.raises(TimeStampFailed, match="DUO_TSA_URLS"):
        PyHankoSealer(tmp_path).seal(unsealed, at)


def test_a_revoked_key_seals_no_more(unsealed: bytes, tmp_path: Path, at: datetime) -> None:
    key = new_seal(tmp_path, None, at - timedelta(days=10))
    sealer = PyHankoSealer(tmp_path)
    sealer.seal(unsealed, at)
    revoke(tmp_path, key.id, at)
    with pytest.raises(SealingFailed, match="not valid"):
        sealer.seal(unsealed, at)


def test_secrets_of_the_key_are_for_the_owner_alone(seal_folder: Path) -> None:
    names = [path.name for path in seal_folder.iterdir() if path.suffix in {".p12", ".passphrase"}]
    assert len(names) == 5
    for name in names:
        assert stat.S_IMODE((seal_folder / name).stat().st_mode) == 0o600
    assert {path.suffix for path in seal_folder.iterdir()} == {".json", ".p12", ".passphrase", ".pem"}


def test_a_demonstration_certificate_is_plainly_a_test(seal_folder: Path) -> None:
    key = load_keys(seal_folder).current
    for der in (key.certificate, key.root, *load_keys(seal_folder).authorities[0].certificates):
        assert x509.load_der_x509_certificate(der).subject.rfc4514_string().count("TEST - geen echt zegel") == 2


def test_a_damaged_key_list_is_no_key_list(tmp_path: Path) -> None:
    new_seal(tmp_path, None, datetime(2026, 11, 1, tzinfo=UTC))
    (tmp_path / "keys.json").write_text('{"keys": [')
    with pytest.raises(NoSealKey):
        load_keys(tmp_path)


def test_pyhanko_finds_level_lta_with_a_proven_time(unsealed: bytes, tmp_path: Path) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    key = new_seal(tmp_path, None, now - timedelta(days=1))
    (authority,) = load_keys(tmp_path).authorities
    sealed = PyHankoSealer(tmp_path).seal(unsealed, now - timedelta(minutes=3))
    anchors = [Certificate.load(root) for root in (key.root, authority.certificates[0])]
    trust: Any = SimpleTrustManager.build(anchors)
    policy = CertValidationPolicySpec(trust_manager=trust, revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO))
    specification = PdfSignatureValidationSpec(SignatureValidationSpec(cert_validation_policy=policy))
    (seal,) = PdfFileReader(BytesIO(sealed)).embedded_regular_signatures
    result = asyncio.run(ades_lta_validation(seal, specification))
    assert result.ades_subindic is AdESPassed.OK
    assert result.best_signature_time == now - timedelta(minutes=3)
