"""How long the counts are kept: they tell of nobody."""

from duo_site.retention import RetentionRule, mark

TALLIES = RetentionRule(
    kind=mark("Aantallen per maand, zonder gegevens van personen"),
    keep=None,
    period=mark("Altijd"),
    why=mark("Om te laten zien hoe vaak mensen de site gebruiken."),
)
