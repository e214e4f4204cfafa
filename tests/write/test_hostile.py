"""What people type or bring in a file comes back as they typed it, on both databases: it is text and nothing else."""

from sqlalchemy import select

from data_model.access import Role
from data_model.database import reading, writing
from data_model.tables.action import Action, ActionUpdate
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.text import clean
from data_model.write.actions import add_action, update_action
from data_model.write.imports import apply_import
from exchange.files import open_file
from tests.conftest import NOW, Town
from tests.exchange.making import contacts
from tests.hostile import ALL

TODAY = NOW.date()


def test_each_hostile_text_comes_back_as_typed(town: Town) -> None:
    school = town.add(Organisation, name="De Klimop")
    amina = town.add(Person, display_name="Amina")
    town.add(Affiliation, person_id=amina, organisation_id=school, start_on=TODAY.replace(year=2025))
    by = town.viewer(Role.PARTICIPANT, organisation_id=school, person_id=amina)
    texts = [text for text in ALL if clean(text)]
    with writing(town.engine) as session:
        action = add_action(
            session, owner_person_id=amina, organisation_id=school, description="Bel terug", by=by, at=NOW
        )
        for text in texts:
            update_action(session, action_id=action.id, text=text, by=by, at=NOW)
    with reading(town.engine) as session:
        kept = session.scalars(select(ActionUpdate.text).order_by(ActionUpdate.id)).all()
        assert session.scalars(select(Action.description)).all() == ["Bel terug"]
    assert len(kept) > 570 and list(kept) == [clean(text) for text in texts]
    assert sum(text == clean(text) for text in texts) > 350


def test_each_hostile_text_in_a_file_comes_in_as_text(town: Town) -> None:
    texts = [text.replace("\x00", "") for text in ALL if "\ud800" not in text]
    rows = [[f"Huis {n} {text}", f"Mens {n}", text, "", ""] for n, text in enumerate(texts)]
    with writing(town.engine) as session:
        apply_import(session, parsed=open_file(("lijst.csv", contacts(*rows))), by=town.viewer(), at=NOW)
    with reading(town.engine) as session:
        houses = set(session.scalars(select(Organisation.name)))
        functions = dict(
            session.execute(
                select(Person.display_name, Affiliation.function_title).join(
                    Affiliation, Affiliation.person_id == Person.id
                )
            ).all()
        )
    expected = {clean(f"Huis {n} {text}"): n for n, text in enumerate(texts)}
    assert houses <= expected.keys() and len(houses) > 550
    wrong = {
        n for house, n in expected.items() if house in houses and functions[f"Mens {n}"] not in (None, clean(texts[n]))
    }
    assert not wrong
