"""What tests of copies share: the programs of the server, and the settings of a database."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

import commands.backups
import commands.restore
import commands.status
from settings import Settings
from tests.test_backup import _programs_of


@pytest.fixture(autouse=True)
def own_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (commands.backups, commands.restore, commands.status):
        monkeypatch.setattr(module, "VAR", tmp_path / "var")


@pytest.fixture
def programs(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    if engine.dialect.name == "postgresql":
        monkeypatch.setenv("PATH", _programs_of(engine), prepend=":")


def settings_for(engine: Engine, **more: str) -> Settings:
    url = engine.url.render_as_string(hide_password=False)
    return Settings.from_environment({"DATABASE_URL": url, **more}, serving=False)
