"""The fields on the time of a covenant, for a new one and for one that gets another term."""

import streamlit as st

from data_model.read.covenant_making import CovenantChoice
from data_model.write.covenant_terms import MONTHS, NOTICE_DAYS, Terms
from pages.frame.day_field import day_field
from pages.frame.visit import Visit

YEAR = 12


def fields(visit: Visit, covenant: CovenantChoice | None, key: str) -> Terms:
    words, now = visit.words, covenant or CovenantChoice(0, "")
    start_on = day_field(words("First day"), now.start_on, f"{key}-start")
    end_on = day_field(words("Last day"), now.end_on, f"{key}-end")
    st.caption(words("Leave the last day empty when the covenant has no term. Then agree on a first evaluation."))
    auto_renew = st.checkbox(words("It renews itself after the last day"), value=now.auto_renew, key=f"{key}-renew")
    months = st.number_input(
        words("Renews for how many months"),
        min_value=1,
        max_value=MONTHS,
        value=now.renew_months or YEAR,
        key=f"{key}-months",
    )
    notice = st.number_input(
        words("Days of notice"), min_value=0, max_value=NOTICE_DAYS, value=now.notice_days, key=f"{key}-notice"
    )
    every = st.number_input(
        words("Months between evaluations"),
        min_value=1,
        max_value=MONTHS,
        value=now.evaluation_interval_months,
        key=f"{key}-every",
    )
    first_on = day_field(words("First evaluation"), now.first_evaluation_on, f"{key}-first")
    return Terms(
        start_on=start_on,
        end_on=end_on,
        auto_renew=auto_renew,
        renew_months=months if auto_renew else None,
        notice_days=notice,
        evaluation_interval_months=every,
        first_evaluation_on=first_on,
    )
