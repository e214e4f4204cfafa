"""A town for what has nothing to do with the kind of database."""

import pytest
from sqlalchemy import Engine

from tests.conftest import Town


@pytest.fixture
def sqlite_town(sqlite_engine: Engine) -> Town:
    return Town(sqlite_engine)
