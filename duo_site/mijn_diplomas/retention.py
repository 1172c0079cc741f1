"""How long the register keeps diplomas."""

from duo_site.retention import RetentionRule, mark

DIPLOMAS = RetentionRule(
    kind=mark("Gegevens van diploma's"),
    keep=None,
    period=mark("Altijd"),
    why=mark("Om u uw hele leven een bewijs te kunnen geven."),
)
