"""The day of a manager: where the covenant stands, what the own organisation has to do, and who stands for it."""

from data_model.read.own_organisation import OwnCovenant, OwnOrganisation, own_organisation
from data_model.rules.covenant_state import State
from data_model.vocabulary import SignatureState
from pages.frame import html
from pages.frame.html import tag
from pages.frame.visit import Visit
from pages.own import manager_house, manager_steps, nobody
from words.own import COVENANT_STANDS, OWN_SIGNATURE


def show(visit: Visit) -> None:
    own = visit.read(own_organisation, visit.day, visit.norms)
    if own is None:
        nobody.explain_organisation(visit)
        return
    _stands(visit, own)
    manager_steps.show(visit, own)
    manager_house.promised(visit, own)
    manager_house.people(visit, own)
    manager_house.changing(visit)
    manager_house.informed(visit, own)


def _stands(visit: Visit, own: OwnOrganisation) -> None:
    """In one sentence, for most."""
    if not own.covenants:
        html.show(tag("p", visit.words("There is no covenant yet."), klass="sk-lead"))
    for covenant in own.covenants:
        if len(own.covenants) > 1:
            html.show(tag("p", covenant.title, klass="sk-quiet"))
        html.show(tag("p", sentence(visit, covenant), klass="sk-lead"))


def sentence(visit: Visit, covenant: OwnCovenant) -> str:
    words = visit.words
    dated, undated = COVENANT_STANDS[covenant.state]
    said = words(dated, last_day=covenant.last_day) if covenant.last_day else words(undated)
    if covenant.signature is None:
        return f"{said} {words('Your organisation does not have to sign.')}"
    if covenant.state is State.DRAFT and covenant.signature is SignatureState.NOT_ASKED:
        return said
    return f"{said} {words(OWN_SIGNATURE[covenant.signature])}"
