"""Names as the basisregistratie writes them: all given names, tussenvoegsel, last name; some double, some very long."""

from random import Random

_GIVEN: tuple[tuple[int, tuple[str, ...]], ...] = (
    (48, ("Johannes", "Maria", "Johanna", "Cornelis", "Anna", "Hendrik", "Elisabeth", "Willem", "Catharina", "Petrus",
          "Wilhelmina", "Jacobus", "Cornelia", "Gerardus", "Adriana", "Antonius", "Margaretha", "Franciscus",
          "Hendrika", "Theodorus", "Geertruida", "Jan", "Pieter", "Jacoba", "Lambertus", "Petronella", "Gerrit")),
    (28, ("Daan", "Emma", "Sem", "Julia", "Thomas", "Sanne", "Lotte", "Tim", "Lisa", "Kevin", "Sophie", "Bram", "Eva",
          "Jeroen", "Femke", "Daniël", "Noor", "Zoë", "Chloë", "Esmée", "Renée", "André", "René", "Anne-Fleur")),
    (4, ("Sietske", "Wytse", "Tjitske", "Sjoerd", "Froukje", "Jelle", "Ûltsje", "Tsjêbbe", "Nynke", "Gjalt")),
    (8, ("Mohamed", "Fatima", "Youssef", "Khadija", "Ahmed", "Samira", "El Mahdi", "Abdelkader", "Fatima Zahra")),
    (6, ("Mehmet", "Ayşe", "Mustafa", "Özlem", "Ümit", "Çağla", "İbrahim", "Kübra", "Işıl", "Emre", "Şeyma")),
    (3, ("Małgorzata", "Łukasz", "Agnieszka", "Krzysztof", "Tomáš", "Zsófia", "Đorđe", "Nikolay", "Ștefan")),
    (3, ("Shanti", "Rajesh", "Xiomara", "José", "Urmila", "Jean-Pierre", "Nguyễn Minh", "Xuân", "Wei", "Aïcha")),
)  # fmt: skip
_NUMBER_OF_GIVEN = ((1, 40), (2, 36), (3, 18), (4, 5), (5, 1))
_WITH_PREFIX: tuple[tuple[int, tuple[str, ...]], ...] = (
    (46, ("de",)),
    (40, ("van", "van der", "van den", "van de")),
    (14, ("ter", "ten", "in ’t", "op de", "van ’t", "’t", "el", "von", "uit den", "de la")),
)
_AFTER_PREFIX = (
    "Jong", "Vries", "Berg", "Meulen", "Dijk", "Bruijn", "Heuvel", "Leeuw", "Linden", "Horst", "Broek", "Graaf", "Veen",
    "Boer", "Haan", "Wal", "Brink", "Hoek", "Groot", "Velde", "Pol", "Zande", "Bosch", "Oudenrijn", "Schoonhoven",
)  # fmt: skip
_LAST: tuple[tuple[int, tuple[str, ...]], ...] = (
    (74, ("Jansen", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Hendriks", "Dekker",
          "Brouwer", "Dijkstra", "Smits", "Kok", "Jacobs", "Vermeulen", "Hoekstra", "Koster", "Willems", "Kuipers",
          "Postma", "Kramer", "Scholten", "Verhoeven", "Wijnands", "Schouten", "Veldhuizen", "Bouwmeester")),
    (9, ("Bennani", "El Khattabi", "Ait Benali", "Amrani", "Bouzidi", "El Mansouri", "Ben Moussa", "Oulad Haddou")),
    (8, ("Yılmaz", "Çelik", "Öztürk", "Şahin", "Kaya", "Demir", "Kılıç", "Aydın", "Doğan")),
    (4, ("Kowalska", "Wójcik", "Dvořáková", "Kovačević", "Tóth", "Ionescu", "Müller", "Großmann", "Sørensen")),
    (5, ("Ramdjanamsingh", "Nguyễn", "Tjong A Hung", "Martina", "Núñez Gutiérrez", "Da Conceição", "Pengel", "Chen")),
)  # fmt: skip
_VERY_LONG = ("van Heeckeren van Brandsenburg tot Walien", "de Vos van Steenwijk-van Lynden van Sandenburg",
              "van Voorst tot Voorst-Ramdjanamsingh Oemrawsingh")  # fmt: skip
_OTHER_SCRIPTS = ("Ελένη Παπαδόπουλος", "Ольга Щербакова", "محمد عبد الرحمن")
_PREFIXED, _DOUBLE, _LONG, _OTHER = 0.38, 0.06, 0.003, 0.002


def draw_name(random: Random) -> str:
    """Draw the whole name of somebody."""
    if random.random() < _OTHER:
        return random.choice(_OTHER_SCRIPTS)
    given = " ".join(_draw_given(random))
    if random.random() < _LONG:
        return f"{given} {random.choice(_VERY_LONG)}"
    last = _draw_last(random)
    if random.random() < _DOUBLE:
        last = f"{last}-{_draw_last(random)}"
    return f"{given} {last}"


def _draw_given(random: Random) -> list[str]:
    """Draw given names of one background; who has several mostly has traditional ones."""
    number = random.choices(*_columns(_NUMBER_OF_GIVEN))[0]
    weights, groups = zip(*_GIVEN, strict=True)
    group = random.choices(groups, weights)[0]
    return random.sample(group if number < 3 else _GIVEN[0][1], number)


def _draw_last(random: Random) -> str:
    if random.random() < _PREFIXED:
        weights, groups = zip(*_WITH_PREFIX, strict=True)
        return f"{random.choice(random.choices(groups, weights)[0])} {random.choice(_AFTER_PREFIX)}"
    weights, groups = zip(*_LAST, strict=True)
    name: str = random.choice(random.choices(groups, weights)[0])
    return name


def _columns(pairs: tuple[tuple[int, int], ...]) -> tuple[list[int], list[int]]:
    return [value for value, _ in pairs], [weight for _, weight in pairs]
