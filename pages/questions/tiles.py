"""The five questions in tiles, as far as the viewer watches over them."""

from data_model.access import QUESTION_ENTITY, Reach, Verb, reach
from pages.frame.finding_list import ADDRESSES
from pages.frame.html import Html, tag
from pages.frame.tile import tile
from pages.frame.visit import Visit
from words.language import N_

TILES = {
    "rhythm": N_("Do the webbers meet as agreed?"),
    "covenant": N_("Does the covenant still hold?"),
    "actions": N_("Are actions followed up?"),
    "contacts": N_("Is the contact data current?"),
    "turnover": N_("Which changes of people break links?"),
}


def drawn(visit: Visit) -> Html:
    mine = [name for name in TILES if reach(visit.viewer, QUESTION_ENTITY[name], Verb.WATCH) is not Reach.NONE]
    tiles = (
        tile(
            visit,
            name,
            visit.words(TILES[name]),
            [finding for finding in visit.findings if finding.question == name],
            ADDRESSES[name],
        )
        for name in mine
    )
    return tag("div", *tiles, klass="sk-tiles")
