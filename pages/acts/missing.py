"""Fill in what a covenant lacks: each thing that is missing leads to the form that helps."""

from collections.abc import Callable, Mapping

import streamlit as st

from data_model.findings import Concern, Finding
from data_model.rules.covenant_ingredients import Lack
from pages.acts import annex, new_goal, party, route, signature, webber, working_agreement
from pages.frame.visit import Visit
from words.language import N_

Form = Callable[[Visit, Concern | None, str], None]
GOAL, ASK, LIST, PARTY, WEBBER, AGREE, APPROVAL = "goal", "ask", "list", "party", "webber", "agree", "approval"
WAYS: Mapping[str, tuple[str, Form]] = {
    GOAL: (N_("Write down the goal"), new_goal.form),
    ASK: (N_("Record what an organisation answered"), signature.form),
    PARTY: (N_("Put an organisation in the covenant"), party.form),
    LIST: (N_("Make an annex with what changed"), annex.form),
    WEBBER: (N_("Name a webber"), webber.form),
    AGREE: (N_("Make the working agreement"), working_agreement.form),
    APPROVAL: (N_("Settle whether managers must approve"), route.form),
}
HELP: Mapping[Lack, tuple[str, ...]] = {
    Lack.NO_GOAL: (GOAL,),
    Lack.GOAL_REPLACED: (GOAL,),
    Lack.NOT_COMMITTED: (ASK, PARTY),
    Lack.TOO_FEW_ORGANISATIONS: (PARTY,),
    Lack.NOT_NAMED: (LIST, PARTY),
    Lack.NO_LONGER_ACTIVE: (LIST,),
    Lack.NO_WEBBER: (LIST, WEBBER),
    Lack.WEBBER_NOT_CONFIRMED: (LIST,),
    Lack.WEBBER_WITHOUT_PERSON: (LIST, WEBBER),
    Lack.TOPIC_MISSING: (AGREE,),
    Lack.APPROVAL_UNKNOWN: (APPROVAL,),
}


def ways(concern: Concern | None) -> list[str]:
    """What helps with the lacks that a finding names, in their order; without a finding: anything."""
    reasons = concern.values.get("reasons") if isinstance(concern, Finding) else None
    lacks = reasons if isinstance(reasons, tuple) else tuple(Lack)
    return list(dict.fromkeys(way for lack in lacks for way in HELP[Lack(lack)]))


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    offered = ways(concern)
    way = offered[0]
    if len(offered) > 1:
        way = st.radio(
            words("What do you want to fill in"), offered, format_func=lambda way: words(WAYS[way][0]), key=f"{key}-way"
        )
    WAYS[way][1](visit, concern, f"{key}-{way}")
