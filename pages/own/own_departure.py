"""What somebody who goes still has to pass on: the own departure, for those who see no changes of others too."""

import streamlit as st

from data_model.read.departure import departure, own_departures
from pages.frame.visit import Visit
from pages.questions import departure as one


def show(visit: Visit) -> None:
    for event_id in own_departures(visit.session, visit.viewer, visit.day):
        found = departure(visit.session, visit.viewer, event_id, visit.day)
        if found is not None and found.counts:
            st.header(visit.words("What you hand over"), anchor=False)
            one.whole(visit, found)
