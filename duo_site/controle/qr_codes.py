"""What the QR code in a photo proves: its data, never the print that it stands on."""

from collections.abc import Iterable
from pathlib import Path

from duo_site.controle.photo_texts import CODE_EXPLANATIONS, CodeExplanation
from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.proofs import CredentialKeys, NoCredentialKey, load_credential_keys, read_qr
from duo_site.uittreksel.proofs.qr_reading import (
    QrChanged,
    QrHolds,
    QrNotOurs,
    QrOutcome,
    QrUnreadable,
    QrWithoutProof,
)

_BEST_FIRST = (QrHolds, QrChanged, QrNotOurs, QrWithoutProof)


def judge_codes(texts: Iterable[str], seal_folder: Path) -> QrOutcome:
    """Judge the QR codes of one photo and give the outcome of the one that says most."""
    try:
        keys = load_credential_keys(seal_folder)
    except NoCredentialKey:
        keys = CredentialKeys((), "")
    outcomes = [read_qr(text, keys) for text in texts]
    for kind in _BEST_FIRST:
        for outcome in outcomes:
            if isinstance(outcome, kind):
                return outcome
    return QrUnreadable()


def number_of(outcome: QrHolds | QrChanged | QrNotOurs) -> str | None:
    """Give the number that a QR code proves; None for one that proves nothing."""
    return outcome.inhoud.number if isinstance(outcome, QrHolds) else None


def explain_code(outcome: QrHolds | QrChanged | QrNotOurs, status: Status | None) -> CodeExplanation:
    """Choose the words for a QR code; `status` is what the register says of its number, None when it knows it not."""
    match outcome:
        case QrHolds():
            return CODE_EXPLANATIONS[status.value if status else "onbekend"]
        case QrChanged():
            return CODE_EXPLANATIONS["gewijzigd"]
        case QrNotOurs():
            return CODE_EXPLANATIONS["niet-van-ons"]
