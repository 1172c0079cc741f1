"""Words that say nothing about what a comment is about: Dutch and English, and those of every page here."""

_DUTCH = """
aan achter af al alle alleen allemaal alles als altijd ander andere anders ben bent bij bijna binnen boven best beter
daar daarna dan dat de deze die dit doe doen doet door dus een eens eerst eigenlijk elke en er erg even gaan gaat
gedaan geen gegeven gehad geweest gewoon goed graag had haar heb hebben hebt heeft heel hem hen het hier hij hoe hun
iets ik in is ja je jij jou jouw jullie kan kon konden krijg krijgt kun kunnen kunt laat maak maar me mee meer met mij
mijn misschien moest moet moeten mag naar nee niet niets nog nooit nu of om omdat onder ons onze ook op over per pas
veel staat staan steeds te tegen toch toen tot u uit uw van vanaf via vind voor vooral waar waarom wat weer weg wel
welke werd wie wil wilde willen word worden wordt zal ze zeer zei zelf zich zien zij zijn zo zoals zonder zou zouden
graag site website pagina pagina's duo
"""
_ENGLISH = """
about after again all also always am an and any are as at back be because been before being better but by can cannot
could did do does doing don done down even every find for from get gets getting give given go going good got had has
have having he her here his how if in into is it its just like made make many may me more most much must my need new
no not now of off on once one only or other our out over own please really same see she should so some still such
than that the their them then there these they this those through to too under until up us use very want was we well
were what when where which while who why will with without would yes you your page site website duo
"""
STOP_WORDS = frozenset((_DUTCH + _ENGLISH).split())
