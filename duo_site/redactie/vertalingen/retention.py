"""How long is kept what editors changed."""

from duo_site.retention import RetentionRule, mark

EDITED_TEXTS = RetentionRule(
    kind=mark("Wijzigingen van teksten, met de naam van de redacteur"),
    keep=None,
    period=mark("Zolang de site bestaat"),
    why=mark("Om te weten wie wat veranderde, en om terug te kunnen."),
)
