"""Files are taken in whole or not at all, twice is once, and every row that stays out says why."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables import Base
from data_model.tables.log import ImportRun, LogEntry
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.network import Network
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, Person
from data_model.write.import_plan import ImportPlan
from data_model.write.imports import Applied, apply_import, plan
from data_model.write.incoming import Connection, ContactFile, ContactRow, Element, GraphFile, Parsed, Place
from data_model.write.networks import network_named, open_network
from exchange.files import open_file
from exchange.reader import read
from exchange.recognise import Opened, recognise
from tests.conftest import NOW, Town
from tests.exchange.making import EXAMPLES, contacts, kumu
from tests.exchange.test_mutations import damaged

TODAY = NOW.date()
BSN = "123456782"
needs_examples = pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the example files are not here")


def line(organisation: str = "", person: str = "", email: str = "", row: int = 2, **other: Any) -> ContactRow:
    channels = (("work_email", email),) if email and person else ()
    return ContactRow(
        place=Place("lijst.csv", row), organisation=organisation, person=person, channels=channels, **other
    )


def contact_list(*rows: ContactRow) -> ContactFile:
    return ContactFile(file_name="lijst.csv", file_kind="contacts_csv", rows=rows)


def _connection(row: int, link: str) -> Connection:
    ends, _, kind = link.partition(":")
    start, _, end = ends.partition("-")
    return Connection(Place("Connections", row), start, end, kind or None)


def network_map(*links: str, elements: str | None = None, types: dict[str, str] | None = None) -> GraphFile:
    """Links as "A-B" or "A-B:kind"; the elements are the letters in them unless given."""
    labels = (
        sorted({c for link in links for c in link.partition(":")[0] if c.isalpha()}) if elements is None else elements
    )
    return GraphFile(
        file_name="kaart.xlsx",
        file_kind="kumu_xlsx",
        tool="kumu",
        elements=tuple(
            Element(Place("Elements", n), label, (types or {}).get(label, "")) for n, label in enumerate(labels, 2)
        ),
        connections=tuple(_connection(n, link) for n, link in enumerate(links, 2)),
        lists_connections=True,
    )


def planned(town: Town, parsed: Parsed, **other: Any) -> ImportPlan:
    with reading(town.engine) as session:
        return plan(session, town.viewer(), parsed, day=TODAY, **other)


def applied(town: Town, parsed: Parsed, days: int = 0, **other: Any) -> Applied:
    with writing(town.engine) as session:
        return apply_import(session, parsed=parsed, by=town.viewer(), at=NOW + timedelta(days=days), **other)


def stored(town: Town, *columns: Any) -> list[tuple[Any, ...]]:
    with reading(town.engine) as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(columns[0]))]


def sizes(engine: Engine) -> dict[str, int]:
    with reading(engine) as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
            if name != "log_detail"
        }


def reasons(plan: ImportPlan) -> list[tuple[str, str, int, str]]:
    return [(note.kind, note.sheet, note.row, note.column) for note in plan.refused]


# Contact lists


def test_a_contact_list_makes_organisations_people_and_channels(town: Town) -> None:
    applied(town, contact_list(line("De Klimop", "Jo Smit", "jo@klimop.example", function="Directeur")))
    assert stored(town, Organisation.name) == [("De Klimop",)]
    assert stored(town, Membership.joined_on) == [(TODAY,)]
    assert stored(town, Affiliation.function_title, Affiliation.start_on) == [("Directeur", TODAY)]
    assert stored(town, ContactChannel.kind, ContactChannel.value) == [("work_email", "jo@klimop.example")]


def test_imported_people_are_not_confirmed(town: Town) -> None:
    applied(town, contact_list(line("De Klimop", "Jo Smit", "jo@klimop.example")))
    assert stored(town, ContactConfirmation.id) == []


def test_an_organisation_without_people_gets_its_general_contact(town: Town) -> None:
    applied(
        town,
        contact_list(line("Gemeente", general_email="info@g.example", general_phone="14 0592", website="g.example")),
    )
    columns = (Organisation.general_email, Organisation.general_phone, Organisation.website)
    assert stored(town, *columns) == [("info@g.example", "14 0592", "g.example")]
    assert stored(town, Person.id) == []


def test_the_same_list_twice_changes_nothing(town: Town) -> None:
    parsed = contact_list(
        line("School", "Jo Smit", "jo@a.example", function="Lid"), line("Kerk", general_phone="14 072")
    )
    assert applied(town, parsed).plan.counts == (2, 0, 0, 0)
    before = sizes(town.engine)
    assert applied(town, parsed).plan.counts == (0, 0, 2, 0)
    after = sizes(town.engine)
    assert {name for name in before if before[name] != after[name]} == {"import_run", "log_entry"}


def test_a_new_function_number_or_organisation_is_a_change(town: Town) -> None:
    applied(town, contact_list(line("School", "Jo Smit", "jo@a.example", function="Lid"), line("Kerk")))
    changed = contact_list(
        line("School", "Jo Smit", "jo@a.example", function="Voorzitter"),
        line("Kerk", "Jo Smit", "jo@a.example"),
        line("Kerk", general_phone="14 072"),
    )
    assert applied(town, changed).plan.counts == (0, 3, 0, 0)
    assert stored(town, Affiliation.id, Affiliation.function_title) == [(1, "Voorzitter"), (2, None)]
    assert len(stored(town, Person.id)) == 1


def test_people_are_matched_by_address_when_the_names_agree(town: Town) -> None:
    applied(town, contact_list(line("School", "Johanna Smit", "jo@a.example")))
    assert planned(town, contact_list(line("School", "J. Smit", "JO@A.example"))).counts == (0, 0, 1, 0)


def test_a_shared_address_does_not_make_two_people_one(town: Town) -> None:
    parsed = contact_list(
        line("School", "Jo Smit", "info@a.example"), line("School", "Bo Vis", "info@a.example", row=3)
    )
    done = applied(town, parsed).plan
    assert (done.counts, [(note.kind, note.row) for note in done.remarks]) == ((2, 0, 0, 0), [("email_of_other", 3)])
    assert planned(town, parsed).counts == (0, 0, 2, 0)


def test_without_an_address_people_are_matched_within_their_organisation(town: Town) -> None:
    applied(town, contact_list(line("School", "Jo Smit")))
    assert planned(town, contact_list(line("school", "jo  smit"))).counts == (0, 0, 1, 0)
    assert planned(town, contact_list(line("Kerk", "Jo Smit"))).counts == (1, 0, 0, 0)


def test_who_left_or_was_erased_is_not_matched(town: Town) -> None:
    school = town.add(Organisation, name="School")
    left = town.add(Person, display_name="Jo Smit")
    ended = TODAY - timedelta(days=1)
    town.add(Affiliation, person_id=left, organisation_id=school, start_on=ended, end_on=ended)
    erased = town.add(Person, display_name="Bo Vis", erased_on=TODAY)
    town.add(Affiliation, person_id=erased, organisation_id=school, start_on=ended)
    parsed = contact_list(line("School", "Jo Smit"), line("School", "Bo Vis"))
    assert planned(town, parsed).counts == (2, 0, 0, 0)


def test_a_citizen_service_number_stops_its_row_only(town: Town) -> None:
    columns = {"function": "Functie"}
    parsed = contact_list(line("School", "Jo", function=f"nr {BSN}", row=7, columns=columns), line("Kerk"))
    done = applied(town, parsed).plan
    assert (done.counts, reasons(done)) == ((1, 0, 0, 1), [("bsn", "lijst.csv", 7, "Functie")])
    assert stored(town, Organisation.name) == [("Kerk",)]


@pytest.mark.parametrize("number", ["+31 512 581 234", "+31 6 12345678"])
def test_a_telephone_number_is_not_taken_for_a_citizen_service_number(town: Town, number: str) -> None:
    numbers = contact_list(*(line(f"O{n}", general_phone=f"{number[:-1]}{n}") for n in range(10)))
    assert planned(town, numbers).counts == (10, 0, 0, 0)


def test_the_sharing_choice_of_a_channel_stays(town: Town) -> None:
    applied(town, contact_list(line("School", "Jo Smit", "oud@a.example")))
    with writing(town.engine) as session:
        session.scalars(select(ContactChannel)).one().visibility = "withheld"
    applied(town, contact_list(line("School", "Jo Smit", "nieuw@a.example")))
    assert stored(town, ContactChannel.value, ContactChannel.visibility) == [("nieuw@a.example", "withheld")]


# Maps


def test_a_map_makes_organisations_and_one_version_with_every_link(town: Town) -> None:
    done = applied(town, network_map("A-B", "B-C:overleg", "A-B", "C-C"))
    assert done.plan.counts == (7, 0, 0, 0)
    assert stored(town, MapVersion.id, MapVersion.tool, MapVersion.source_file_name) == [
        (done.map_version_id, "kumu", "kaart.xlsx")
    ]
    assert Counter(kind for (kind,) in stored(town, Relation.kind)) == {None: 3, "overleg": 1}


def test_the_same_map_twice_makes_no_second_version(town: Town) -> None:
    parsed = network_map("A-B", "B-C:overleg", "A-B")
    applied(town, parsed)
    again = applied(town, parsed)
    assert (again.plan.counts, again.map_version_id) == ((0, 0, 6, 0), None)
    assert len(stored(town, MapVersion.id)) == 1


def test_a_changed_a_new_and_a_gone_link_make_a_new_version(town: Town) -> None:
    applied(town, network_map("A-B", "B-C", elements="ABC"))
    changed = applied(town, network_map("A-B:overleg", "A-C", elements="ABC"), days=1)
    assert (changed.plan.counts, changed.plan.gone, changed.plan.makes_map) == ((1, 1, 3, 0), 1, True)
    fewer = applied(town, network_map("A-C", elements="ABC"), days=2)
    assert (fewer.plan.counts, fewer.plan.gone, fewer.plan.makes_map) == ((0, 0, 4, 0), 1, True)
    assert len(stored(town, MapVersion.id)) == 3


def test_who_carries_a_link_still_does_on_the_next_version(town: Town) -> None:
    applied(town, network_map("A-B"))
    ((relation_id, organisation_id),) = stored(town, Relation.id, Relation.organisation_a_id)
    person_id = town.add(Person, display_name="Jo")
    town.add(
        RelationCarrier, relation_id=relation_id, organisation_id=organisation_id, person_id=person_id, start_on=TODAY
    )
    applied(town, network_map("A-B", "B-C"), days=30)
    newest = stored(town, Relation.id, Relation.start_on)[1:]
    assert [start_on for _, start_on in newest] == [TODAY, TODAY + timedelta(days=30)]
    assert stored(town, RelationCarrier.relation_id) == [(relation_id,), (newest[0][0],)]


def test_an_end_that_nobody_knows_is_refused_with_its_place(town: Town) -> None:
    done = planned(town, network_map("A-X", "X-A", elements="A"))
    assert done.counts == (1, 0, 0, 2)
    assert reasons(done) == [
        ("unknown_endpoint", "Connections", 2, "To"),
        ("unknown_endpoint", "Connections", 3, "From"),
    ]


def test_an_end_may_be_an_organisation_of_the_network(town: Town) -> None:
    town.add(Organisation, name="X")
    assert planned(town, network_map("A-x", elements="A")).counts == (2, 0, 0, 0)


def test_one_row_may_link_to_several(town: Town) -> None:
    done = applied(town, network_map("A-B|C | Q", elements="ABC"))
    assert (done.plan.counts, len(stored(town, Relation.id))) == ((5, 0, 0, 1), 2)


@pytest.mark.parametrize(
    ("type", "refused"),
    [
        ("", 0),
        ("Organisatie", 0),
        ("stichting", 0),
        ("Welzijnsorganisatie", 0),
        ("education", 0),
        ("Person", 2),
        ("Thema", 2),
    ],
)
def test_what_is_no_organisation_stays_out_with_its_links(town: Town, type: str, refused: int) -> None:
    parsed = network_map("A-B", types={"B": type})
    done = planned(town, parsed)
    assert len(done.refused) == refused
    if refused:
        assert [note.kind for note in done.refused] == ["endpoint_refused", "not_an_organisation"]
    assert planned(town, parsed, as_organisations=True).counts == (3, 0, 0, 0)


def test_two_nodes_of_one_name_are_two_when_their_types_differ(town: Town) -> None:
    place = Place("Elements", 2)
    nodes = tuple(Element(place, "Jansen", kind) for kind in ("School", "Kerk", "Kerk"))
    parsed = GraphFile(
        file_name="k", file_kind="kumu_csv", tool="kumu", elements=nodes, connections=(), lists_connections=False
    )
    assert applied(town, parsed).plan.counts == (2, 0, 1, 0)
    assert planned(town, parsed).counts == (0, 0, 3, 0)


def test_a_node_is_known_by_its_id_when_its_name_changed(town: Town) -> None:
    town.add(Organisation, name="Oude naam", external_id="7")
    nodes = (Element(Place("Elements", 2), "Nieuwe naam", "", "7"),)
    parsed = GraphFile(
        file_name="k", file_kind="kumu_csv", tool="kumu", elements=nodes, connections=(), lists_connections=False
    )
    assert applied(town, parsed).plan.counts == (0, 1, 0, 0)
    assert stored(town, Organisation.name) == [("Nieuwe naam",)]


def test_a_list_of_elements_alone_makes_no_map(town: Town) -> None:
    parsed = GraphFile(
        file_name="k",
        file_kind="kumu_csv",
        tool="kumu",
        elements=(Element(Place("k", 2), "A"),),
        connections=(),
        lists_connections=False,
    )
    assert applied(town, parsed).map_version_id is None


@pytest.fixture(scope="module")
def empty() -> Engine:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return engine


LINKS = st.lists(st.tuples(*[st.sampled_from("ABCDX")] * 2, st.sampled_from(["", ":overleg"])), max_size=8)


@given(pairs=LINKS)
@settings(max_examples=1000, deadline=None)
def test_every_link_is_counted_once(empty: Engine, pairs: list[tuple[str, str, str]]) -> None:
    """Nothing is lost without saying so: rows in the plan and refused rows are the rows of the file."""
    parsed = network_map(*(f"{a}-{b}{kind}" for a, b, kind in pairs), elements="ABCD")
    with Session(empty) as session:
        done = plan(session, Viewer(network_id=1, role=Role.COORDINATOR), parsed, day=TODAY)
    assert sum(done.counts) == 4 + len(pairs)
    assert len(done.refused) == sum("X" in pair for pair in pairs)


# The act itself


def test_an_import_leaves_one_run_and_one_line_in_the_log(town: Town) -> None:
    done = applied(town, network_map("A-B"))
    assert stored(town, ImportRun.id, ImportRun.new_count, ImportRun.map_version_id) == [
        (done.id, 3, done.map_version_id)
    ]
    assert stored(town, LogEntry.action, LogEntry.entity, LogEntry.entity_id) == [
        ("apply_import", "import_run", done.id)
    ]


def test_planning_writes_nothing(town: Town) -> None:
    before = sizes(town.engine)
    planned(town, network_map("A-B"))
    planned(town, contact_list(line("School", "Jo")))
    assert sizes(town.engine) == before


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_the_office_imports(town: Town, role: Role) -> None:
    viewer, parsed = town.viewer(role), network_map("A-B")
    with reading(town.engine) as session, pytest.raises(Forbidden):
        plan(session, viewer, parsed, day=TODAY)
    with pytest.raises(Forbidden), writing(town.engine) as session:
        apply_import(session, parsed=parsed, by=viewer, at=NOW)


def test_a_file_without_a_usable_row_is_refused(town: Town) -> None:
    before = sizes(town.engine)
    with pytest.raises(Refusal, match="nothing_to_import"):
        applied(town, contact_list(line("School", function=BSN, person="Jo")))
    assert sizes(town.engine) == before | {"log_entry": before["log_entry"] + 1}


def test_a_network_that_changed_since_the_preview_is_not_written_to(town: Town) -> None:
    parsed = contact_list(line("School"))
    seen = planned(town, parsed).counts
    town.add(Organisation, name="School")
    with pytest.raises(Refusal, match="changed_meanwhile"):
        applied(town, parsed, seen=seen)


def test_another_network_is_neither_matched_nor_touched(town: Town) -> None:
    with writing(town.engine) as session:
        other = open_network(session, name="Elders", at=NOW).id
        session.add(Organisation(network_id=other, name="School", created_at=NOW))
    assert applied(town, contact_list(line("School", general_phone="14 072"))).plan.counts == (1, 0, 0, 0)
    assert sorted(stored(town, Organisation.network_id, Organisation.general_phone)) == sorted(
        [(town.id, "14 072"), (other, None)]
    )


def test_a_network_is_opened_once_and_logged(town: Town) -> None:
    with writing(town.engine) as session:
        opened = open_network(session, name=" Elders ", at=NOW).id
    with reading(town.engine) as session:
        found = network_named(session, "Elders")
        assert isinstance(found, Network)
        assert found.id == opened
    assert stored(town, LogEntry.action, LogEntry.network_id, LogEntry.origin) == [("open_network", opened, "command")]
    with pytest.raises(Refusal, match="network_exists"), writing(town.engine) as session:
        open_network(session, name="Elders", at=NOW)


class PowerCut(Exception):
    """Stops an import halfway."""


LIST = contacts(*([f"School {n}", f"Jo {n}", "Lid", f"jo{n}@a.example", "0512 581234"] for n in range(6)))
MAP = kumu([{"label": label} for label in "ABCD"], [{"from": a, "to": b} for a, b in ("AB", "BC", "CD", "DA")])


@pytest.mark.parametrize(("name", "data"), [("lijst.csv", LIST), ("kaart.json", MAP)])
def test_a_damaged_file_or_a_failure_halfway_never_leaves_half_an_import(town: Town, name: str, data: bytes) -> None:
    outcomes: Counter[str] = Counter()
    for seed in range(40):
        chance = Random(f"{name}{seed}")
        before = sizes(town.engine)
        try:
            kind, tables = read(damaged(data, chance), name)
            parsed = recognise([Opened(name, kind, tuple(tables))])
            _apply_with_failures(town, parsed, chance)
            outcomes["applied"] += 1
        except (Refusal, PowerCut) as reason:
            outcomes[type(reason).__name__] += 1
            assert sizes(town.engine) == before
    assert min(outcomes[kind] for kind in ("applied", "PowerCut", "Refusal")) > 0


def _apply_with_failures(town: Town, parsed: Parsed, chance: Random) -> None:
    fails_at = chance.randrange(1, 12)
    with writing(town.engine) as session:
        flushes = iter(range(1, 1000))

        @event.listens_for(session, "after_flush")
        def cut(*_: object) -> None:
            if next(flushes) == fails_at:
                raise PowerCut

        apply_import(session, parsed=parsed, by=town.viewer(), at=NOW)


@needs_examples
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("contacts/almanak-gemeenten-2014.csv", (431, 0, 0, 0)),
        ("contacts/hosts_2018.xlsx", (380, 0, 0, 0)),
        ("contacts/host_2019.csv", (355, 0, 0, 0)),
        ("contacts/sites-gemeenten.csv", (355, 0, 0, 0)),
        ("contacts/scholen-TABS.csv", (701, 0, 0, 0)),
        ("contacts/stichtingen_VWS_02102015.csv", (31, 0, 0, 0)),
        ("kumu/paypal-mafia.xlsx", (83, 0, 0, 0)),
        ("kumu/kumu-changelabs-template.json", (21, 0, 0, 0)),
        ("kumu/mrvc-kumu-blueprint-minimal.json", (4, 0, 0, 2)),
        ("kumu/agentic-kumu-elements.csv", (401, 0, 1, 0)),
        ("graph/karate.graphml", (112, 0, 0, 0)),
        ("graph/quakers-network.graphml", (258, 0, 0, 0)),
    ],
)
def test_real_files_are_taken_in_whole_and_once(town: Town, name: str, counts: tuple[int, int, int, int]) -> None:
    parsed = open_file(EXAMPLES / name)
    assert applied(town, parsed, as_organisations=True).plan.counts == counts
    total = counts[0] + counts[2]
    assert planned(town, parsed, as_organisations=True).counts == (0, 0, total, counts[3])


@needs_examples
def test_without_the_option_people_on_a_map_stay_out(town: Town) -> None:
    done = planned(town, open_file(EXAMPLES / "kumu" / "paypal-mafia.xlsx"))
    assert Counter(note.kind for note in done.refused)["not_an_organisation"] == 17
    assert sum(done.counts) == 83


@needs_examples
def test_a_map_in_two_files_may_come_one_after_the_other(town: Town) -> None:
    for name in ("agentic-kumu-elements.csv", "agentic-kumu-connections.csv"):
        applied(town, open_file(EXAMPLES / "kumu" / name), as_organisations=True)
    assert (len(stored(town, Organisation.id)), len(stored(town, Relation.id))) == (401, 317)
