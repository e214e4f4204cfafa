"""Which 22 organisations are in the demo network, and since when they take part."""

from data_model.tables.organisation import Membership, Organisation
from data_model.vocabulary import Domain
from demo.stage import Stage

# short name (also the host of its addresses), name, formality, domain
ORGANISATIONS = (
    ("gemeente", "Gemeente Voorbeeldstad", "formal", Domain.MUNICIPALITY),
    ("wijkteam", "Wijkteam Noord", "formal", Domain.SOCIAL_WORK),
    ("deklimop", "Basisschool De Klimop", "formal", Domain.EDUCATION),
    ("vuurvlinder", "Kindcentrum De Vuurvlinder", "formal", Domain.EDUCATION),
    ("werkbank", "Praktijkschool De Werkbank", "formal", Domain.EDUCATION),
    ("jgz", "Jeugdgezondheidszorg Voorbeeldstad", "formal", Domain.YOUTH_HEALTH),
    ("dekiem", "Verloskundigen De Kiem", "formal", Domain.YOUTH_HEALTH),
    ("huisvandewijk", "'t Huis van de Wijk", "formal", Domain.SOCIAL_WORK),
    ("welzijn", "Stichting Welzijn Voorbeeldstad", "formal", Domain.SOCIAL_WORK),
    ("schuldhulp", "Bureau Schuldhulp Voorbeeldstad", "formal", Domain.DEBT_HELP),
    ("leergeld", "Stichting Leergeld Voorbeeldstad", "formal", Domain.VOLUNTEERS),
    ("voedselbank", "Voedselbank Voorbeeldstad", "formal", Domain.VOLUNTEERS),
    ("meedoen", "Fonds Meedoen Voorbeeldstad", "formal", Domain.VOLUNTEERS),
    ("bibliotheek", "Bibliotheek Voorbeeldstad", "formal", Domain.OTHER),
    ("nieuwehaven", "Woningstichting De Nieuwe Haven", "formal", Domain.OTHER),
    ("ouderkring", "Ouderkring Voorbeeldstad", "informal", Domain.LIVED_EXPERIENCE),
    ("rondkomen", "Ervaringskring Rondkomen", "informal", Domain.LIVED_EXPERIENCE),
    ("opendeur", "Diaconie De Open Deur", "informal", Domain.FAITH),
    ("nour", "Moskeevereniging Nour", "informal", Domain.FAITH),
    ("tweederonde", "Speelgoedbank De Tweede Ronde", "informal", Domain.VOLUNTEERS),
    ("budgetmaatjes", "Budgetmaatjes Voorbeeldstad", "informal", Domain.DEBT_HELP),
    ("buurtkamer", "Buurtkamer Oost", "informal", Domain.SOCIAL_WORK),
)
NEWEST, NEWEST_JOINED = "dekiem", -120
FIRST_JOINED = -490  # the first of the five sessions
PAUSED = {"bibliotheek": (-262, -206)}  # first day of the pause, first day back
WITHOUT_GENERAL_CONTACT = ("nour", "tweederonde", "rondkomen")


def fill(stage: Stage) -> None:
    for number, (key, name, formality, domain) in enumerate(ORGANISATIONS, start=1):
        known = key not in WITHOUT_GENERAL_CONTACT
        stage.ids["organisation"][key] = stage.add(
            Organisation,
            name=name,
            formality=formality,
            domain=domain,
            website=f"https://{key}.example.org" if formality == "formal" else None,
            general_phone=f"0999 1200{number:02}" if known else None,
            general_email=f"info@{key}.example.org" if known else None,
        )
        joined = NEWEST_JOINED if key == NEWEST else FIRST_JOINED
        paused, resumed = PAUSED.get(key, (None, None))
        stage.put(
            Membership,
            organisation_id=stage.organisation(key),
            invited_on=stage.on(joined - 30),
            joined_on=stage.on(joined),
            paused_on=stage.maybe_on(paused),
            resumed_on=stage.maybe_on(resumed),
        )
