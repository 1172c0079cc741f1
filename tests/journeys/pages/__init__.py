"""The pages as somebody uses them: each click gives the next page."""

from tests.journeys.pages.own import (
    AccountScreen,
    DemoLogin,
    DiplomaScreen,
    LoggedOut,
    MijnDiplomas,
    MijnDuo,
    NotLoggedIn,
    UittrekselScreen,
)
from tests.journeys.pages.public import (
    Diplomahulp,
    Home,
    LoginChoice,
    PressArchive,
    PressRelease,
    SectorPage,
    Zakelijk,
)
from tests.journeys.pages.reactions import Controle, FileVerdict, HelpPage, NumberVerdict, Survey, Thanks
from tests.journeys.pages.visitor import Screen, Visitor

__all__ = [
    "AccountScreen", "Controle", "DemoLogin", "DiplomaScreen", "Diplomahulp", "FileVerdict", "HelpPage", "Home",
    "LoggedOut", "LoginChoice", "MijnDiplomas", "MijnDuo", "NotLoggedIn", "NumberVerdict", "PressArchive",
    "PressRelease", "Screen", "SectorPage", "Survey", "Thanks", "UittrekselScreen", "Visitor", "Zakelijk",
]  # fmt: skip
