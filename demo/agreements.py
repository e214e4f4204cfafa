"""The 14 working agreements of the demo covenant, and what the network said of them since."""

from data_model.tables.covenant import AgreementReview, WorkingAgreement
from data_model.vocabulary import Topic
from demo.covenant import IN_FORCE
from demo.stage import Stage

KEPT, ACTIVE, NOT_KEPT = "kept", "active", "not_kept"

# topic, agreement, owner organisation, contact person, day to review, reviews (day, outcome, note)
AGREEMENTS: tuple[tuple[Topic, str, str, str | None, int | None, tuple[tuple[int, str, str | None], ...]], ...] = (
    (
        Topic.INVOLVEMENT,
        "De Ouderkring denkt mee bij elke netwerkbijeenkomst.",
        "ouderkring",
        "shanti",
        55,
        ((-165, KEPT, None),),
    ),
    (
        Topic.INVOLVEMENT,
        "Kinderen vertellen één keer per jaar zelf wat zij missen.",
        "deklimop",
        "marieke",
        40,
        ((-165, NOT_KEPT, "Er is nog geen vorm gevonden die kinderen prettig vinden."),),
    ),
    (
        Topic.REFERRAL,
        "Wie hulp nodig heeft, hoort binnen een week wie helpt.",
        "wijkteam",
        "daan",
        28,
        ((-165, ACTIVE, None),),
    ),
    (
        Topic.REFERRAL,
        "Scholen wijzen ouders op Leergeld en Fonds Meedoen.",
        "vuurvlinder",
        "aylin",
        20,
        ((-165, KEPT, None),),
    ),
    (
        Topic.REFERRAL,
        "Het eerste gesprek is bij mensen in de buurt, niet aan een loket.",
        "welzijn",
        "tim",
        60,
        ((-165, NOT_KEPT, "In Oost is nog geen ruimte."),),
    ),
    (
        Topic.FREQUENCY,
        "De webbers komen elke zes weken bij elkaar.",
        "huisvandewijk",
        "yvonne",
        35,
        ((-165, ACTIVE, None),),
    ),
    (
        Topic.FREQUENCY,
        "Het hele netwerk ziet elkaar twee keer per jaar.",
        "gemeente",
        "noor",
        48,
        ((-165, KEPT, None),),
    ),
    (
        Topic.HANDLING,
        "Lukt iets niet, dan brengt de webber het in bij het overleg.",
        "schuldhulp",
        "anouk",
        52,
        ((-165, ACTIVE, None),),
    ),
    (
        Topic.HANDLING,
        "Bij huurschuld bellen de corporatie en schuldhulp elkaar eerst.",
        "nieuwehaven",
        "dennis",
        50,
        ((-165, ACTIVE, None),),
    ),
    (
        Topic.MONITORING,
        "Elk half jaar kijken we welke afspraken lukken.",
        "gemeente",
        "noor",
        60,
        ((-165, KEPT, None),),
    ),
    (
        Topic.MONITORING,
        "De fondsen delen hun aantallen, zonder namen.",
        "leergeld",
        "gerda",
        66,
        ((-165, NOT_KEPT, "De fondsen tellen niet gelijk."), (-70, KEPT, None)),
    ),
    (
        Topic.ANCHORING,
        "Elke organisatie heeft een vast gezicht en een vervanger.",
        "gemeente",
        "noor",
        70,
        ((-165, ACTIVE, None),),
    ),
    (
        Topic.ANCHORING,
        "Nieuwe collega's horen in hun eerste maand van het netwerk.",
        "bibliotheek",
        "femke",
        75,
        ((-165, ACTIVE, None),),
    ),
    (
        Topic.OTHER,
        "Wie wordt gebeld, belt binnen twee werkdagen terug.",
        "budgetmaatjes",
        "els",
        80,
        ((-165, KEPT, None),),
    ),
)


def fill(stage: Stage) -> None:
    covenant = stage.ids["covenant"]["convenant"]
    for number, (topic, text, organisation, person, review_on, reviews) in enumerate(AGREEMENTS, start=1):
        agreement = stage.ids["agreement"][str(number)] = stage.add(
            WorkingAgreement,
            covenant_id=covenant,
            topic=topic,
            text=text,
            owner_organisation_id=stage.organisation(organisation),
            contact_person_id=stage.person(person),
            agreed_on=stage.on(IN_FORCE - 50),
            review_on=stage.maybe_on(review_on),
        )
        for days, outcome, note in reviews:
            stage.put(AgreementReview, agreement_id=agreement, reviewed_on=stage.on(days), outcome=outcome, note=note)
