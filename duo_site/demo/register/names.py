"""Names for invented people: Dutch and Frisian, and from elsewhere, with the letters that go with them."""

FIRST_NAMES = (
    "Aaltje", "Adriaan Cornelis", "André", "Anne-Fleur", "Ásta", "Benoît", "Bjørn", "Çağla", "Chloë", "Dieuwertje",
    "Đorđe", "Eleni", "Élodie", "Eşref", "Fadoua", "Friðrik", "Gökçe", "Hind", "Işıl", "İbrahim", "Jan Willem",
    "Jeroen", "Joëlle", "José", "Jurgen", "Kees", "Kübra", "Łucja", "Maartje", "Małgorzata", "Marietje", "Ménno",
    "Mehmet", "Nguyễn Minh", "Noor", "Ömer", "Pieter", "Quinten", "Renée", "René", "Rúben", "Sietske", "Sjoerdtsje",
    "Søren", "Şeyma", "Tjitske", "Tsjêbbe", "Ûltsje", "Vít", "Wytske", "Xiomara", "Ýrsa", "Yıldız", "Zoë", "Žofia",
    "Ελένη", "Γιώργος", "Θεοδώρα",
)  # fmt: skip
LAST_NAMES = (
    ("", "Bakker"), ("", "Çelik"), ("", "Dijkstra"), ("van", "Dijk"), ("van den", "Berg"), ("van der", "Meulen"),
    ("de", "Jong"), ("", "Fûgelsang"), ("", "Hoekstra"), ("", "Jorritsma"), ("", "Kuipers-Żółtowska"),
    ("", "Îsbrandy"), ("ten", "Brinke"), ("ter", "Horst"), ("op ’t", "Veld"), ("in ’t", "Hout"), ("", "Yılmaz"),
    ("", "Öztürk"), ("", "Şahin"), ("", "Kılıç"), ("", "El Khattabi"), ("", "Ait Benali"), ("", "Nguyễn"),
    ("", "Müller"), ("", "Großmann"), ("", "D’Angelo"), ("", "O’Brien"), ("", "Núñez Gutiérrez"), ("da", "Conceição"),
    ("", "Kovačević"), ("", "Dvořáková"), ("", "Wójcik"), ("", "Þórsdóttir"), ("", "Ångström"), ("", "Sørensen"),
    ("", "Παπαδόπουλος"), ("", "Παπαδοπούλου"), ("", "Papadopoulou"), ("", "Smit"), ("", "Visser"),
    ("van", "Heeckeren van Brandsenburg tot Walien"), ("", "Tjeerdsma-Ypey"), ("de", "Graaf"), ("’t", "Hoen"),
    ("van ’t", "Zelfde"), ("", "Boersma"), ("", "Wiersma"), ("", "Ramdjanamsingh"), ("", "Tjong A Hung"),
)  # fmt: skip
