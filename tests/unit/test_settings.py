"""Settings: what is missing or makes no sense is named, and nothing secret shows itself."""

import base64
from pathlib import Path

import pytest

from duo_site.means import Means
from duo_site.settings import SealToken, Settings, SettingsError

ENOUGH = {
    "DUO_SECRET_KEY": "s" * 32,
    "DUO_DATA_KEY": base64.b64encode(b"k" * 32).decode(),
    "DUO_BASE_URL": "https://duo.test/",
}
PROVIDER = {
    "DUO_DIGID_ISSUER": "https://broker.test/digid",
    "DUO_DIGID_CLIENT_ID": "duo",
    "DUO_DIGID_ACR": "urn:etoegang:core:assurance-class:loa3",
}


def test_the_defaults_are_those_of_a_demonstration_that_is_safe() -> None:
    settings = Settings.from_environment(ENOUGH)
    assert settings.base_url == "https://duo.test"
    assert settings.instance.is_absolute()
    assert settings.database_url == f"sqlite:///{settings.instance / 'duo.sqlite'}"
    assert settings.demonstration
    assert settings.providers == ()
    assert settings.provider(Means.DIGID) is None
    assert settings.trusted_proxies == 0
    assert settings.metrics_token is None
    assert not settings.style_guide


def test_what_an_operator_sets() -> None:
    settings = Settings.from_environment(
        ENOUGH | PROVIDER | {"DUO_OPERATOR": " Dienst ", "DUO_TRUSTED_PROXIES": "2", "DUO_STYLE_GUIDE": "1"}
    )
    assert (settings.operator, settings.demonstration, settings.trusted_proxies) == ("Dienst", False, 2)
    provider = settings.provider(Means.DIGID)
    assert provider is not None
    assert provider.issuer == "https://broker.test/digid"
    assert provider.client_key == settings.instance / "login" / "digid.pem"
    assert settings.provider(Means.EHERKENNING) is None


def test_folders_are_told_from_the_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment(ENOUGH | {"DUO_FILES_FOLDER": "f", "DUO_SEAL_FOLDER": "z"})
    monkeypatch.chdir("/")
    assert (settings.files_folder, settings.seal_folder) == (tmp_path / "f", tmp_path / "z")


@pytest.mark.parametrize("name", ENOUGH)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_secrets_have_no_default(name: str, value: str | None) -> None:
    environment = {**ENOUGH, name: value or ""}
    if value is None:
        del environment[name]
    with pytest.raises(SettingsError, match=f"^{name} is not set"):
        Settings.from_environment(environment)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DUO_SECRET_KEY", "s" * 31),
        ("DUO_DATA_KEY", base64.b64encode(b"k" * 31).decode()),
        ("DUO_DATA_KEY", "not base64"),
        ("DUO_DATA_KEY", "é" * 44),
        ("DUO_BASE_URL", "duo.test"),
        ("DUO_BASE_URL", "http://duo.test"),
        ("DUO_BASE_URL", "http://127.0.0.1.evil.test"),
        ("DUO_BASE_URL", "http://localhost.evil.test:8000"),
        ("DUO_BASE_URL", "http://localhost@evil.test"),
        ("DUO_BASE_URL", "https://name:secret@duo.test"),
        ("DUO_BASE_URL", "https://duo.test/path"),
        ("DUO_BASE_URL", "https://duo.test?x=1"),
        ("DUO_BASE_URL", "https://duo.test#x"),
        ("DUO_BASE_URL", "https://duo.test:99999"),
        ("DUO_BASE_URL", "https://duo.test\r\nX: y"),
        ("DUO_BASE_URL", "https://[duo.test"),
        ("DUO_BASE_URL", "https://"),
        ("DUO_BASE_URL", "ftp://duo.test"),
        ("DUO_DATABASE_URL", "mysql://x"),
        ("DUO_DATABASE_URL", "sqlite://"),
        ("DUO_XBRL_TAXONOMY", "/nowhere/taxonomie.zip"),
        ("DUO_TRUSTED_PROXIES", "-1"),
        ("DUO_TRUSTED_PROXIES", "11"),
        ("DUO_TRUSTED_PROXIES", "1.5"),
        ("DUO_TRUSTED_PROXIES", "٣"),
        ("DUO_TRUSTED_PROXIES", "9" * 5000),
        ("DUO_RENDER_WORKERS", "0"),
        ("DUO_STYLE_GUIDE", "yes"),
        ("DUO_DIGID_ISSUER", "http://broker.test"),
    ],
)
def test_what_makes_no_sense_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} ") as raised:
        Settings.from_environment(ENOUGH | PROVIDER | {name: value})
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("name", ["DUO_DIGID_CLIENT_ID", "DUO_DIGID_ACR"])
def test_half_a_provider_is_none(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({key: value for key, value in (ENOUGH | PROVIDER).items() if key != name})


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_on_this_machine_http_will_do(address: str) -> None:
    assert Settings.from_environment(ENOUGH | {"DUO_BASE_URL": address}).base_url == address


def test_a_token_is_told_by_library_name_and_pin(tmp_path: Path) -> None:
    file = tmp_path / "pin"
    file.write_text("2468\n")
    told = ENOUGH | {"DUO_PKCS11_MODULE": "/usr/lib/hsm.so", "DUO_PKCS11_TOKEN": "zegel"}
    expected = SealToken(Path("/usr/lib/hsm.so"), "zegel", "2468")
    assert Settings.from_environment(ENOUGH).seal_token is None
    assert Settings.from_environment(told | {"DUO_PKCS11_PIN": "2468"}).seal_token == expected
    assert Settings.from_environment(told | {"DUO_PKCS11_PIN_FILE": str(file)}).seal_token == expected
    with pytest.raises(SettingsError, match=r"^DUO_PKCS11_PIN is not set"):
        Settings.from_environment(told)
    file.write_text("")
    for path, why in ((file, "is empty"), (tmp_path / "none", "cannot be read")):
        with pytest.raises(SettingsError, match=f"^DUO_PKCS11_PIN_FILE {why}"):
            Settings.from_environment(told | {"DUO_PKCS11_PIN_FILE": str(path)})


def test_settings_do_not_show_their_secrets() -> None:
    token = {"DUO_PKCS11_MODULE": "m", "DUO_PKCS11_TOKEN": "t", "DUO_PKCS11_PIN": "9753-pin"}
    secrets = {"DUO_METRICS_TOKEN": "token-of-metrics", "DUO_DATABASE_URL": "postgresql://u:pass-word@h/d"} | token
    shown = repr(Settings.from_environment(ENOUGH | secrets))
    for secret in ("s" * 32, "k" * 32, "token-of-metrics", "pass-word", "9753-pin"):
        assert secret not in shown
