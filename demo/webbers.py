"""Who the six webbers of the demo network are, who stands in for them and what people expect of each other."""

from data_model.tables.webber import Webber, WebberDeputy, WebberExpectation
from demo.stage import Stage

NEEDS, MAY_EXPECT = "needs_from_webber", "webber_may_expect"

# organisation, person, part of town, domain, confirmed, last day, deputy, why
WEBBERS: tuple[tuple[str, str | None, str | None, str | None, int, int | None, str | None, str], ...] = (
    ("huisvandewijk", "yvonne", "Centrum", "social_work", -406, None, "mohamed", "Kent alle gezinnen die binnenlopen."),
    ("vuurvlinder", "aylin", "Noord", "education", -406, None, "rob", "Scholen bellen haar als eerste."),
    ("jgz", "ingrid", None, "youth_health", -406, None, "sanne", "Komt bij alle ouders van jonge kinderen."),
    ("schuldhulp", "anouk", None, "debt_help", -406, None, None, "Weet de weg bij schulden en toeslagen."),
    ("wijkteam", "lotte", "Noord", "social_work", -406, -51, None, "Verbindt het wijkteam met de scholen."),
    ("leergeld", None, None, "volunteers", -200, None, None, "Verbindt de fondsen met elkaar."),
)

EXPECTATIONS = (
    ("huisvandewijk", NEEDS, "Neemt binnen twee werkdagen contact op als je belt."),
    ("huisvandewijk", MAY_EXPECT, "Je laat weten hoe het is afgelopen."),
    ("vuurvlinder", NEEDS, "Vertelt de andere scholen wat het netwerk afspreekt."),
    ("vuurvlinder", MAY_EXPECT, "De school maakt elke maand een uur vrij."),
    ("jgz", NEEDS, "Denkt mee over hulp rond de geboorte."),
    ("jgz", MAY_EXPECT, "De verloskundigen geven signalen op tijd door."),
    ("schuldhulp", NEEDS, "Geeft uitleg over regelingen in gewone taal."),
    ("schuldhulp", MAY_EXPECT, "Je vraagt eerst of het gezin contact wil."),
    ("leergeld", NEEDS, "Zoekt uit welk fonds kan helpen."),
)


def fill(stage: Stage) -> None:
    for organisation, person, area, domain, confirmed, last, deputy, why in WEBBERS:
        webber = stage.ids["webber"][organisation] = stage.add(
            Webber,
            organisation_id=stage.organisation(organisation),
            person_id=stage.person(person),
            area=area,
            domain=domain,
            proposed_on=stage.on(confirmed - 21),
            confirmed_on=stage.on(confirmed),
            ended_on=stage.maybe_on(last),
            reason_proposed=why,
        )
        if deputy:
            stage.put(WebberDeputy, webber_id=webber, person_id=stage.person(deputy), start_on=stage.on(confirmed + 30))
    for organisation, direction, text in EXPECTATIONS:
        stage.put(
            WebberExpectation,
            webber_id=stage.ids["webber"][organisation],
            direction=direction,
            text=text,
            agreed_on=stage.on(-190 if organisation == "leergeld" else -400),
        )
