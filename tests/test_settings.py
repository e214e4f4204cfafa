"""A missing or wrong setting stops the start with one sentence that names it."""

import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data_model.days import DUTCH_TIME, dutch_day
from settings import SettingError, Settings

SECRET = "q7-Wm2_tR9xKd4ZpL0vHs8YbN3cGfJ1u"
POSTGRESQL = "postgresql+psycopg://schakel:pw@localhost/schakel"
OIDC = {"OIDC_METADATA_URL": "https://login.nl/m", "OIDC_CLIENT_ID": "schakel", "OIDC_CLIENT_SECRET": "geheim"}


def read(var: Path, /, **environment: str) -> Settings:
    return Settings.from_environment(environment, var=var)


def test_the_defaults_of_demo_mode(tmp_path: Path) -> None:
    settings = read(tmp_path, SCHAKEL_DEMO="1")
    assert settings.database_url == f"sqlite:///{tmp_path}/schakel.db"
    assert (settings.demo, settings.url) == (True, "http://localhost:8501")
    assert (settings.smtp_url, settings.oidc, settings.fixed_today) == (None, None, None)


def test_the_demo_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = read(tmp_path / "var", SCHAKEL_DEMO="1").secret
    assert first and len(first) >= 32
    assert read(tmp_path / "var", SCHAKEL_DEMO="1").secret == first
    assert stat.S_IMODE((tmp_path / "var" / "secret").stat().st_mode) == 0o600


def test_outside_demo_mode_no_secret_is_made(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="SCHAKEL_SECRET"):
        read(tmp_path)
    assert not (tmp_path / "secret").exists()
    assert read(tmp_path, SCHAKEL_SECRET=SECRET).secret == SECRET


def test_a_command_that_signs_nothing_needs_no_secret(tmp_path: Path) -> None:
    assert Settings.from_environment({}, serving=False, var=tmp_path).secret is None
    with pytest.raises(SettingError, match="SCHAKEL_SECRET"):
        Settings.from_environment({"SCHAKEL_SECRET": "s" * 31}, serving=False, var=tmp_path)


@pytest.mark.parametrize(
    ("environment", "setting"),
    [
        ({"DATABASE_URL": "no address"}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://localhost/schakel"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql+asyncpg://localhost/schakel"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
        ({"SCHAKEL_DEMO": "yes"}, "SCHAKEL_DEMO"),
        ({"SCHAKEL_DEMO": "1", "DATABASE_URL": POSTGRESQL}, "SCHAKEL_DEMO"),
        ({"SCHAKEL_DEMO": "1", **OIDC}, "SCHAKEL_DEMO"),
        ({"SCHAKEL_DEMO": "1", "SCHAKEL_TODAY": "22-11-2026"}, "SCHAKEL_TODAY"),
        ({"SCHAKEL_DEMO": "1", "SCHAKEL_TODAY": "2026-02-30"}, "SCHAKEL_TODAY"),
        ({"SCHAKEL_URL": "schakel.nl"}, "SCHAKEL_URL"),
        ({"SCHAKEL_URL": "https://schakel.nl:port"}, "SCHAKEL_URL"),
        ({"SMTP_URL": "mail.gemeente.nl:25"}, "SMTP_URL"),
        ({"SCHAKEL_SECRET": "s" * 31}, "SCHAKEL_SECRET"),
        ({"SCHAKEL_SECRET": "s" * 32}, "SCHAKEL_SECRET"),
        ({"SCHAKEL_SECRET": "abc123" * 6}, "SCHAKEL_SECRET"),
        ({"SCHAKEL_SECRET": "please-change-me-0123456789-abcdef"}, "SCHAKEL_SECRET"),
        ({"SCHAKEL_URL": "http://schakel.nl"}, "SCHAKEL_URL"),
        ({"OIDC_CLIENT_ID": "schakel"}, "OIDC_METADATA_URL"),
        ({**OIDC, "OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET"),
        ({**OIDC, "OIDC_METADATA_URL": "http://login.nl/m"}, "OIDC_METADATA_URL"),
        ({**OIDC, "OIDC_METADATA_URL": "http://localhost.evil.example/m"}, "OIDC_METADATA_URL"),
        ({**OIDC, "OIDC_METADATA_URL": "ftp://login.nl/m"}, "OIDC_METADATA_URL"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(tmp_path: Path, environment: dict[str, str], setting: str) -> None:
    with pytest.raises(SettingError) as refused:
        read(tmp_path, **({"SCHAKEL_SECRET": SECRET} | environment))
    assert str(refused.value).startswith(setting)
    assert str(refused.value).endswith(".")


def test_the_refusal_of_an_address_does_not_repeat_its_password(tmp_path: Path) -> None:
    with pytest.raises(SettingError) as refused:
        read(tmp_path, SMTP_URL="http://user:hunter2@mail", SCHAKEL_SECRET=SECRET)
    assert "hunter2" not in str(refused.value)


def test_a_whole_production_environment_is_read(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        DATABASE_URL="postgresql://schakel:pw@localhost/schakel",
        SCHAKEL_SECRET=SECRET,
        SCHAKEL_URL="https://schakel.gemeente.nl/",
        SMTP_URL="smtp://u:p@mail.gemeente.nl:587",
        **OIDC,
    )
    assert settings.database_url == POSTGRESQL
    assert settings.url == "https://schakel.gemeente.nl"
    assert settings.smtp_url == "smtp://u:p@mail.gemeente.nl:587"
    assert settings.oidc == ("https://login.nl/m", "schakel", "geheim")


@pytest.mark.parametrize("host", ["localhost:9400", "127.0.0.1:9400", "[::1]:9400"])
def test_a_provider_on_this_computer_may_go_without_https(tmp_path: Path, host: str) -> None:
    settings = read(tmp_path, **{**OIDC, "OIDC_METADATA_URL": f"http://{host}/m"}, SCHAKEL_SECRET=SECRET)
    assert settings.oidc and settings.oidc[0] == f"http://{host}/m"


def test_another_day_is_honoured_in_demo_mode_only(tmp_path: Path) -> None:
    demo = read(tmp_path, SCHAKEL_DEMO="1", SCHAKEL_TODAY="2027-03-28")
    assert demo.today() == date(2027, 3, 28) == dutch_day(demo.now())
    outside = read(tmp_path, SCHAKEL_TODAY="2027-03-28", SCHAKEL_SECRET=SECRET)
    assert abs(outside.now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert outside.today() == datetime.now(DUTCH_TIME).date()
