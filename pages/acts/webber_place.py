"""The fields for what a webber is called for: a part of town and a domain."""

import streamlit as st

from data_model.vocabulary import Domain
from pages.frame.visit import Visit
from words.states import DOMAINS


def area_field(visit: Visit, key: str, area: str | None = None) -> str:
    return st.text_input(visit.words("Part of town"), value=area or "", key=f"{key}-area")


def domain_field(visit: Visit, key: str, domain: str | None = None) -> str | None:
    words = visit.words
    domains: list[str | None] = [None, *Domain]
    return st.selectbox(
        words("Domain"),
        domains,
        index=domains.index(domain) if domain in domains else 0,
        format_func=lambda domain: words(DOMAINS[domain]) if domain else words("All domains"),
        key=f"{key}-domain",
    )
