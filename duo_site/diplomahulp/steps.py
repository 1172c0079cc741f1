"""What to do next, in words: a title, the page that tells more, and the facts with their prices and terms."""

from dataclasses import dataclass
from typing import assert_never

from duo_site.diplomahulp.domain import Answer, Dataset, NextStep, Outcome
from duo_site.diplomahulp.texts import Translate, translator
from duo_site.web.templating import amount


@dataclass(frozen=True)
class StepText:
    """A next step as it is shown; `path` is an address of this site without its language."""

    step: NextStep
    title: str
    path: str
    text: str
    facts: tuple[str, ...] = ()


def describe_step(step: NextStep, dataset: Dataset, answer: Answer, language: str) -> StepText:
    """Describe a next step for this answer."""
    _ = translator(language)
    match step:
        case NextStep.UITTREKSEL:
            return _uittreksel(answer, _)
        case NextStep.WACHTEN:
            return _wachten(dataset, _)
        case NextStep.VAE:
            return _vae(dataset, language, _)
        case NextStep.VOD:
            return _vod(_)
        case NextStep.ONDERWIJSINSTELLING:
            return _onderwijsinstelling(dataset, answer, _)
        case NextStep.EXAMENINSTITUUT:
            return StepText(
                step,
                _("Vraag het exameninstituut om een duplicaat"),
                "/particulier/diploma-kwijt",
                _("Een duplicaat is een kopie die net zo geldig is. U moet ervoor betalen."),
                (_("De prijs is bij ons niet bekend."),),
            )
        case NextStep.IDW:
            price = amount(dataset.facts["idw.prijs"].value, language)
            return StepText(
                step,
                _("Laat uw diploma waarderen door IDW"),
                "/particulier/diploma-in-het-buitenland",
                _("IDW vergelijkt uw diploma met een Nederlands diploma."),
                (
                    _("Een waardering kost %(price)s.", price=price),
                    _("Hebt u de waardering nodig voor uw inburgering? Dan is die één keer gratis."),
                ),
            )
        case NextStep.CONTACT:
            return StepText(
                step,
                _("Vraag wie u verder kan helpen"),
                "/contact",
                _("Op de pagina Contact leest u bij wie u terecht kunt."),
            )
        case _:
            assert_never(step)


def _uittreksel(answer: Answer, _: Translate) -> StepText:
    path, text = "/mijn-diplomas/", _("Een uittreksel is gratis. U hebt het direct.")
    if answer.outcome is Outcome.BESCHIKBAAR:
        return StepText(NextStep.UITTREKSEL, _("Log in en download uw uittreksel"), path, text)
    return StepText(
        NextStep.UITTREKSEL,
        _("Log in en kijk of uw diploma erin staat"),
        path,
        _("Staat uw diploma erin? Dan downloadt u direct een uittreksel. Dat is gratis."),
    )


def _wachten(dataset: Dataset, _: Translate) -> StepText:
    facts = dataset.facts
    days = round(facts["nieuw_diploma.levering_vo_mbo_dagen"].value)
    weeks = round(facts["nieuw_diploma.levering_hoger_onderwijs_weken"].value)
    return StepText(
        NextStep.WACHTEN,
        _("Wacht nog even"),
        "/particulier/nieuw-diploma-nog-niet-zichtbaar",
        _("Uw onderwijsinstelling geeft uw diploma door. Eén dag later kunt u het zien."),
        (
            _("Middelbare scholen en mbo-scholen doen dat binnen %(days)s dagen na de uitslag.", days=days),
            _("Hogescholen en universiteiten doen dat binnen %(weeks)s weken.", weeks=weeks),
        ),
    )


def _vae(dataset: Dataset, language: str, _: Translate) -> StepText:
    price = amount(dataset.facts["vae.prijs"].value, language)
    weeks = round(dataset.facts["vae.weken"].value)
    return StepText(
        NextStep.VAE,
        _("Vraag een verklaring afgelegd examen (VAE) aan"),
        "/particulier/diploma-kwijt",
        _("In een VAE staat welk examen u deed. U vraagt de VAE aan bij DUO, niet op deze site."),
        (
            _("Een VAE kost %(price)s. U betaalt pas als uw gegevens zijn gevonden.", price=price),
            _("U krijgt de VAE binnen %(weeks)s weken nadat u hebt betaald.", weeks=weeks),
            _("Het is niet zeker dat uw gegevens worden gevonden."),
            _("Ook als u niet bent geslaagd, kunt u een VAE aanvragen."),
        ),
    )


def _vod(_: Translate) -> StepText:
    return StepText(
        NextStep.VOD,
        _("Is uw naam of geslacht veranderd? Vraag een vervangend opleidingsdocument (VOD) aan"),
        "/particulier/diploma-kwijt",
        _("Dat is gratis. U hebt er uw originele diploma voor nodig."),
        (_("Een VOD is er alleen voor het voortgezet onderwijs en het staatsexamen vo."),),
    )


def _onderwijsinstelling(dataset: Dataset, answer: Answer, _: Translate) -> StepText:
    facts: tuple[str, ...] = ()
    years = round(dataset.facts["hoger_onderwijs.bewaart_jaren"].value)
    if answer.question.soort.is_kept_long:
        facts = (_("Hogescholen en universiteiten bewaren examengegevens %(years)s jaar.", years=years),)
    return StepText(
        NextStep.ONDERWIJSINSTELLING,
        _("Vraag uw onderwijsinstelling om een bewijs"),
        "/particulier/diploma-kwijt",
        _("U krijgt dan een verklaring of een gewaarmerkte kopie van uw diploma."),
        (
            *facts,
            _("Bestaat uw school niet meer? Zoek de opvolger. DUO weet meestal welke school dat is."),
            _("Is er geen opvolger? Vraag het dan aan de gemeente."),
            _("Lukt dat ook niet? Laat dan uw kennis en ervaring erkennen (EVC)."),
        ),
    )
