"""Which role, for which organisation and as which person: the fields that giving a role asks."""

import streamlit as st

from data_model.access import Role
from data_model.read.choices import members, people
from pages.acts.pick import named, pick
from pages.frame.visit import Visit
from words.accounts import REASONS, ROLES


def choose_role(visit: Visit, role: Role, key: str) -> Role:
    """Stands outside the form: each role asks something else."""
    words, roles = visit.words, list(Role)
    chosen = st.radio(
        words("Role"),
        roles,
        index=roles.index(role),
        format_func=lambda role: words(ROLES[role]),
        captions=[words(REASONS[role]) for role in roles],
        key=f"{key}-role",
    )
    return chosen or role


def place_fields(visit: Visit, role: Role, key: str) -> dict[str, int | None]:
    """A person brings the organisation along; a manager is there for an organisation, as a person or not."""
    words, house = visit.words, None
    if role is Role.MANAGER:
        house = pick(
            words("Organisation"),
            members(visit.session, visit.viewer, visit.day),
            named,
            key=f"{key}-{role}-organisation",
            placeholder=words("Choose an organisation"),
        )
    known = people(visit.session, visit.viewer, visit.day)
    person = pick(words("Who"), known, named, key=f"{key}-{role}-person", placeholder=words("Choose a person"))
    if role in (Role.COORDINATOR, Role.MANAGER):
        st.caption(words("Leave “Who” empty for somebody who is not in the list of people."))
    elif not known:
        st.caption(words("Nobody is known yet. Add people to the organisations first."))
    organisation_id = house.id if house else person.organisation_id if person else None
    return {"organisation_id": organisation_id, "person_id": person.id if person else None}
