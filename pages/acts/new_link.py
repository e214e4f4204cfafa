"""Draw a link between two organisations on the map."""

from collections.abc import Sequence

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice, members
from data_model.read.link_choices import MapChoice, RelationChoice, map_versions, relations_to_edit
from data_model.write.relations import add_relation
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.md import md
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_
from words.relations import FIELDS

KINDS = (N_("consultation between them"), N_("referral of families"), N_("joint project"), N_("informal contact"))


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    choices = members(visit.session, visit.viewer, visit.day)
    one = _end(visit, "organisation_a_id", choices, key, concern)
    other = _end(visit, "organisation_b_id", [choice for choice in choices if choice != one], key)
    known = relations_to_edit(visit.session, visit.viewer, visit.day)
    between = [link for link in known if one and other and set(link.sides) == {one.id, other.id}]
    for link in between:
        st.caption(md(words("There is a link already: {kind}.", kind=link.kind or words("without a kind"))))
    with st.form(key, border=False):
        kind = st.selectbox(
            words(FIELDS["link_kind"]),
            kinds(visit, known),
            index=None,
            accept_new_options=True,
            placeholder=words("Choose a kind or type one"),
        )
        description = st.text_area(words(FIELDS["link_description"]))
        st.caption(words("One sentence is enough. No names of children or families."))
        start_on = day_field(words("From which day"), visit.today)
        drawn_on = _drawn_on(visit, key)
        again = bool(between) and st.checkbox(words("Yes, there is one more link between these two"))
        if st.form_submit_button(words("Save"), type="primary"):
            missing = next(
                (f for f, end in (("organisation_a_id", one), ("organisation_b_id", other)) if not end), None
            )
            if missing or one is None or other is None:
                st.error(words("{field}: fill this in first.", field=words(FIELDS[missing or "organisation_b_id"])))
                return
            submit(
                visit,
                words("The link is on the map."),
                add_relation,
                organisation_a_id=one.id,
                organisation_b_id=other.id,
                kind=kind,
                link_description=description,
                start_on=start_on,
                map_version_id=drawn_on.id if drawn_on else None,
                confirmed=again,
            )


def kinds(visit: Visit, known: Sequence[RelationChoice]) -> list[str]:
    """What links are called in this network, then what they are often called."""
    used = sorted({link.kind for link in known if link.kind}, key=str.casefold)
    return used or [visit.words(kind) for kind in KINDS]


def _end(visit: Visit, field: str, choices: list[Choice], key: str, concern: Concern | None = None) -> Choice | None:
    return pick(
        visit.words(FIELDS[field]),
        choices,
        named,
        key=f"{key}-{field}",
        placeholder=visit.words("Choose an organisation"),
        about=concern,
        entity="organisation",
    )


def _drawn_on(visit: Visit, key: str) -> MapChoice | None:
    """Only asked when there is a newer map that is not agreed yet."""
    words, versions = visit.words, map_versions(visit.session, visit.viewer, visit.day)
    used = next((version for version in versions if version.in_use), None)
    drafts = [
        v for v in versions if not v.in_use and v.agreed_on is None and used and v.on and used.on and v.on >= used.on
    ]
    if not drafts:
        return None
    return pick(
        words(FIELDS["map_version_id"]),
        drafts,
        lambda version: words("Drawn on {day}", day=version.on),
        key=f"{key}-map",
        placeholder=words("The map in use, or choose a draft"),
    )
