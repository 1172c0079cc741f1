"""Which documents have one shape: the same lines in the same places, with other texts in them."""

from dataclasses import dataclass
from datetime import date

from duo_site.uittreksel.domain import Cijfer, Document, Language, UittrekselInhoud
from duo_site.uittreksel.pdf import list_columns, write_check_site, write_cijfer, write_date
from duo_site.uittreksel.texts import TEXTS

# No text of ours has this sign, and no document these years: what stays of a sample is found by them.
MARKS = ("\u00a4", "1901", "1902", "1903")
_MARK = MARKS[0]


@dataclass(frozen=True)
class Shape:
    """Everything that decides where the lines of a document stand, as long as no text needs two lines."""

    language: Language
    document: Document
    lines: int
    with_profiel: bool
    with_level: bool
    columns: tuple[str, ...]
    grades: int
    check_site: str
    operator: str | None


def shape_of(inhoud: UittrekselInhoud) -> Shape:
    """Tell the shape of a document."""
    columns = list_columns(inhoud.grades, TEXTS[inhoud.language]) if inhoud.grades else ()
    return Shape(
        language=inhoud.language,
        document=inhoud.document,
        lines=len(inhoud.qualification),
        with_profiel=bool(inhoud.profiel),
        with_level=bool(inhoud.nlqf),
        columns=tuple(column.name for column in columns),
        grades=len(inhoud.grades),
        check_site=write_check_site(inhoud),
        operator=inhoud.operator,
    )


def make_sample(shape: Shape) -> UittrekselInhoud:
    """Make a document of a shape, with short texts that bear a mark and occur nowhere else in it."""
    return UittrekselInhoud(
        number=f"{_MARK}N",
        language=shape.language,
        document=shape.document,
        qualification=tuple(f"{_MARK}Q{line}" for line in range(shape.lines)),
        profiel=f"{_MARK}P" if shape.with_profiel else None,
        holder=f"{_MARK}H",
        birth_date=date(1901, 1, 1),
        onderwijsinstelling=f"{_MARK}O",
        place=f"{_MARK}L",
        obtained_on=date(1902, 2, 2),
        nlqf=_MARK if shape.with_level else None,
        downloaded_on=date(1903, 3, 3),
        grades=tuple(
            Cijfer(
                f"{_MARK}V{row}",
                f"{_MARK}S{row}" if "se" in shape.columns else None,
                f"{_MARK}C{row}" if "ce" in shape.columns else None,
                f"{_MARK}E{row}",
            )
            for row in range(shape.grades)
        ),
        check_address=f"https://{shape.check_site}/{_MARK}",
        operator=shape.operator,
    )


def list_texts(inhoud: UittrekselInhoud) -> dict[str, str]:
    """List the texts that vary within a shape, each whole as it stands in its line, under a name."""
    texts, language = TEXTS[inhoud.language], inhoud.language
    birth_date = write_date(inhoud.birth_date, language)
    found = {
        "number": inhoud.number,
        "foot": f"{texts.number} {inhoud.number}",
        "holder": inhoud.holder,
        "birth": f"{texts.born_on} {birth_date}",
        "onderwijsinstelling": inhoud.onderwijsinstelling,
        "place": inhoud.place,
        "obtained_on": write_date(inhoud.obtained_on, language),
        "downloaded_on": write_date(inhoud.downloaded_on, language),
    }
    found |= {f"qualification {number}": line for number, line in enumerate(inhoud.qualification)}
    if inhoud.profiel:
        found["profiel"] = f"{texts.profiel} {inhoud.profiel}"
    if inhoud.nlqf:
        found["level"] = f"NLQF {inhoud.nlqf}" + (f", EQF {inhoud.eqf}" if inhoud.eqf else "")
    if inhoud.grades:
        found["list of whom"] = f", {texts.born_on} {birth_date}."
    columns = list(list_columns(inhoud.grades, texts))
    for row, grade in enumerate(inhoud.grades):
        found[f"vak {row}"] = grade.vak
        for column in columns:
            found[f"{column.name} {row}"] = write_cijfer(getattr(grade, column.name), language)
    return found
