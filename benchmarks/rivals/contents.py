"""What a document says, as plain texts in the order of the page, for programs that do not read our template."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from PIL import Image

from duo_site.uittreksel.domain import Cijfer, Document, UittrekselInhoud
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.pdf import list_columns, write_check_site, write_cijfer, write_date
from duo_site.uittreksel.proofs import make_proofs
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.qr import draw_qr
from duo_site.uittreksel.texts import TEXTS

_VAKKEN = (
    "Nederlandse taal en literatuur", "Engelse taal en literatuur", "Wiskunde B", "Natuurkunde", "Scheikunde",
    "Biologie", "Informatica", "Friese taal en literatuur", "Maatschappijleer", "Culturele en kunstzinnige vorming",
)  # fmt: skip
_FIRST = ("Anja Maria", "Bjørn", "Çağla", "Daniël", "Fenna Zoë", "Gijs", "Renée", "Sietske", "Ümit", "Wytse")
_LAST = ("de Vries", "van den Berg-Hoekstra", "Çelik", "Bûter", "van der Meulen", "in ’t Hout", "Müller", "Jansen")


@dataclass(frozen=True)
class Sample:
    """A document to be made: its contents, what is attached, and the text of its QR code."""

    inhoud: UittrekselInhoud
    attachment: bytes
    qr: str


@dataclass(frozen=True)
class Contents:
    """All texts of a document, as they stand on its pages."""

    language: str
    title: str
    author: str
    notice: str
    kind: str
    qualification: tuple[str, ...]
    profiel: str
    lead: str
    holder: str
    birth: str
    facts: tuple[tuple[str, str], ...]
    check_heading: str
    number: str
    steps: tuple[str, ...]
    qr_in_words: str
    warnings: tuple[str, ...]
    grades_heading: str
    grades_of: str
    grades_head: tuple[str, ...]
    grades: tuple[tuple[str, ...], ...]
    foot: str
    page: str
    of: str
    attachment_in_words: str

    def fields(self) -> list[str]:
        """List every text that must be found in a file."""
        return [
            self.title, self.notice, self.kind, *self.qualification, self.profiel, self.lead, self.holder, self.birth,
            *(text for fact in self.facts for text in fact), self.check_heading, self.number, *self.steps,
            *self.warnings, self.grades_heading, self.grades_of, self.holder, *self.grades_head,
            *(" ".join(row) for row in self.grades), self.foot, f"{self.page} 1 {self.of} 2",
        ]  # fmt: skip


def make_samples(count: int, key: SigningKey, at: datetime) -> Iterator[Sample]:
    """Make diplomas with ten vakken, of one shape and each of somebody else, so that nothing can be kept."""
    random = Random(20_261_121)
    for number in range(count):
        inhoud = _make_inhoud(random, number)
        proofs = make_proofs(inhoud, key, at)
        yield Sample(inhoud, proofs.attachment, proofs.qr)


def read_contents(inhoud: UittrekselInhoud) -> Contents:
    """Write out what a document says."""
    texts, language = TEXTS[inhoud.language], inhoud.language
    columns = list(list_columns(inhoud.grades, texts))
    birth = f"{texts.born_on} {write_date(inhoud.birth_date, language)}"
    return Contents(
        language=language,
        title=texts.title,
        author=texts.demonstration,
        notice=texts.demonstration,
        kind=texts.document[inhoud.document].upper(),
        qualification=inhoud.qualification,
        profiel=f"{texts.profiel} {inhoud.profiel}",
        lead=texts.awarded_to,
        holder=inhoud.holder,
        birth=birth,
        facts=(
            (texts.onderwijsinstelling, inhoud.onderwijsinstelling),
            (texts.place, inhoud.place),
            (texts.obtained_on, write_date(inhoud.obtained_on, language)),
            (texts.level, f"NLQF {inhoud.nlqf}, EQF {inhoud.eqf}"),
            (texts.downloaded_on, write_date(inhoud.downloaded_on, language)),
        ),
        check_heading=texts.check_heading,
        number=inhoud.number,
        steps=tuple(step.format(address=write_check_site(inhoud)) for step in texts.check_steps),
        qr_in_words=texts.qr,
        warnings=(texts.print_warning, texts.forgery),
        grades_heading=texts.cijferlijst,
        grades_of=texts.cijferlijst_of,
        grades_head=(texts.vak, *(column.heading for column in columns)),
        grades=tuple(
            (grade.vak, *(write_cijfer(getattr(grade, column.name), language) for column in columns))
            for grade in inhoud.grades
        ),
        foot=f"{texts.number} {inhoud.number}",
        page=texts.page,
        of=texts.of,
        attachment_in_words=texts.attachment,
    )


def draw_png(text: str) -> bytes:
    """Draw a text as a QR code, one pixel a module, as a PNG."""
    code = draw_qr(text)
    written = io.BytesIO()
    Image.frombytes("1", (code.size, code.size), code.rows).save(written, "PNG", compress_level=1)
    return written.getvalue()


def _make_inhoud(random: Random, place: int) -> UittrekselInhoud:
    number = new_number(random.randbytes)
    return UittrekselInhoud(
        number=number,
        language="nl",
        document=Document.DIPLOMA,
        qualification=("Voorbereidend wetenschappelijk onderwijs",),
        profiel="Natuur en techniek",
        holder=f"{random.choice(_FIRST)} {random.choice(_LAST)}",
        birth_date=date(random.randint(1975, 2005), random.randint(1, 12), random.randint(1, 28)),
        onderwijsinstelling=f"Scholengemeenschap {random.choice(_LAST)}",
        place=random.choice(("Leeuwarden", "’s-Hertogenbosch", "Súdwest-Fryslân", "Utrecht")),
        obtained_on=date(random.randint(2006, 2025), 6, random.randint(10, 28)),
        nlqf="4+",
        downloaded_on=date(2026, 11, 21),
        grades=tuple(_make_grade(random, vak) for vak in _VAKKEN),
        check_address=f"https://register.example/controle/{number}",
        operator=None,
        status_index=place,
    )


def _make_grade(random: Random, vak: str) -> Cijfer:
    se, ce = random.randint(55, 92) / 10, random.randint(50, 92) / 10
    return Cijfer(vak, f"{se}", f"{ce}", str(round((se + ce) / 2)))
