"""Put an organisation elsewhere on a map that is not agreed yet."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.link_choices import MapChoice, map_versions
from data_model.read.map_places import PlaceChoice, places_to_move
from data_model.write.map_positions import move_on_map
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.map import FIELDS
from words.relations import FIELDS as MAP_FIELDS

WHOLE = 100


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words, version = visit.words, _version(visit, key)
    if version is None:
        return
    place = pick(
        words("Organisation"),
        places_to_move(visit.session, visit.viewer, version.id, visit.day),
        named,
        key=f"{key}-{version.id}-organisation",
        placeholder=words("Choose an organisation"),
        about=concern,
        entity="organisation",
    )
    if place is not None:
        _move(visit, version, place, key)


def movable(visit: Visit) -> list[MapChoice]:
    """The map in use and what was drawn since, as far as the network did not agree on it."""
    versions = map_versions(visit.session, visit.viewer, visit.day)
    used = next((one.on for one in versions if one.in_use and one.on), visit.day)
    return [one for one in versions if one.agreed_on is None and one.on and one.on >= used]


def _version(visit: Visit, key: str) -> MapChoice | None:
    """The map in use when it is not agreed, or a draft."""
    words = visit.words
    versions = movable(visit)
    if not versions:
        st.info(words("The network agreed on its map. Start a new map to move organisations."))
        return None
    if len(versions) == 1:
        return versions[0]
    return pick(
        words(MAP_FIELDS["map_version_id"]),
        versions,
        lambda one: words("Drawn on {day}", day=one.on),
        key=f"{key}-map",
        placeholder=words("Choose a map"),
    )


def _move(visit: Visit, version: MapChoice, place: PlaceChoice, key: str) -> None:
    words = visit.words
    with st.form(f"{key}-{version.id}-{place.id}", border=False):
        x = _share(words(FIELDS["x"]), place.x)
        y = _share(words(FIELDS["y"]), place.y)
        st.caption(words("0 is the left or upper edge, 100 the right or lower one."))
        if st.form_submit_button(words("Save"), type="primary"):
            submit(
                visit,
                words("{organisation} has another place on the map.", organisation=place.name),
                move_on_map,
                map_version_id=version.id,
                organisation_id=place.id,
                x=(x or 0) / WHOLE,
                y=(y or 0) / WHOLE,
                seen_version=place.version,
            )


def _share(label: str, share: float) -> int | None:
    return st.number_input(label, min_value=0, max_value=WHOLE, value=round(share * WHOLE), step=5)
