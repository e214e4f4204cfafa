"""Finding the record an act is about: what is not there, or not here, is not found."""

import pytest

from data_model.access import Viewer
from data_model.database import reading
from data_model.refusal import Forbidden
from data_model.tables.base import HIGHEST_ID
from data_model.tables.organisation import Organisation
from data_model.write.records import find
from tests.conftest import Town


@pytest.mark.parametrize("id", [0, -1, HIGHEST_ID, HIGHEST_ID + 1, 2**63, 10**30, None, "1"])
def test_a_number_that_no_record_has_is_not_found(town: Town, id: int) -> None:
    with reading(town.engine) as session, pytest.raises(Forbidden):
        find(session, Organisation, id, town.viewer())


def test_a_record_is_found_in_its_own_network_alone(town: Town) -> None:
    id = town.add(Organisation, name="De Klimop")

    def name(viewer: Viewer) -> str:
        with reading(town.engine) as session:
            return find(session, Organisation, id, viewer).name

    assert name(town.viewer()) == "De Klimop"
    with pytest.raises(Forbidden):
        name(Town(town.engine, "Elders").viewer())
