"""Who the 41 people of the demo network are, for whom they work and how they can be reached."""

import unicodedata

from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, NetworkRole, Person
from demo.organisations import FIRST_JOINED, NEWEST_JOINED
from demo.stage import Stage

# short name, name, organisation, function, first day, how many days ago the contact data were confirmed (oldest first)
PEOPLE: tuple[tuple[str, str, str, str, int, tuple[int, ...]], ...] = (
    ("noor", "Noor Achterberg", "gemeente", "Regisseur armoedebeleid", FIRST_JOINED, (400, 160, 18)),
    ("bram", "Bram Oosterhof", "gemeente", "Beleidsadviseur jeugd", FIRST_JOINED, (400, 230)),
    ("selma", "Selma Kaya", "gemeente", "Teammanager sociaal domein", FIRST_JOINED, (330, 150, 62)),
    ("ruben", "Ruben Pinas", "jgz", "Jeugdarts", FIRST_JOINED, (400, 164, 30)),
    ("fatima", "Fatima Amrani", "wijkteam", "Gezinsconsulent", FIRST_JOINED, (400,)),
    ("daan", "Daan Kuipers", "wijkteam", "Gezinsconsulent", -264, (164, 66)),
    ("lotte", "Lotte Brouwer", "wijkteam", "Wijkcoach", FIRST_JOINED, (400, 164)),
    ("marieke", "Marieke de Wit", "deklimop", "Intern begeleider", FIRST_JOINED, (391,)),
    ("hans", "Hans Terpstra", "deklimop", "Directeur", FIRST_JOINED, (330, 71)),
    ("aylin", "Aylin Demir", "vuurvlinder", "Brugfunctionaris", FIRST_JOINED, (400, 164, 66)),
    ("rob", "Rob Hoekstra", "vuurvlinder", "Directeur", FIRST_JOINED, (330, 128)),
    ("naomi", "Naomi Tjon", "werkbank", "Zorgcoördinator", -172, ()),
    ("wim", "Wim Scholte", "werkbank", "Directeur", FIRST_JOINED, (400, 47)),
    ("ingrid", "Ingrid Mulder", "jgz", "Jeugdverpleegkundige", FIRST_JOINED, (400, 164, 66)),
    ("sanne", "Sanne Postma", "jgz", "Stafverpleegkundige", FIRST_JOINED, (400, 164, 17)),
    ("eva", "Eva Lindeman", "dekiem", "Verloskundige", FIRST_JOINED, (-NEWEST_JOINED, 41)),
    ("yvonne", "Yvonne Hendriks", "huisvandewijk", "Participatiewerker", FIRST_JOINED, (400, 164, 24)),
    ("mohamed", "Mohamed Bouzid", "huisvandewijk", "Jongerenwerker", FIRST_JOINED, (400, 66)),
    ("samira", "Samira El Idrissi", "welzijn", "Opbouwwerker Oost", FIRST_JOINED, (400, 164, 33)),
    ("karin", "Karin Verbeek", "welzijn", "Directeur", FIRST_JOINED, (330, 56)),
    ("tim", "Tim Wouters", "welzijn", "Maatschappelijk werker", FIRST_JOINED, (400, 66)),
    ("anouk", "Anouk Vermeer", "schuldhulp", "Schuldhulpverlener", FIRST_JOINED, (400, 164, 66)),
    ("peter", "Peter Nijland", "schuldhulp", "Teamleider", FIRST_JOINED, (330, 75)),
    ("gerda", "Gerda Kamphuis", "leergeld", "Coördinator", FIRST_JOINED, (400, 164, 21)),
    ("ad", "Ad Wesselink", "leergeld", "Voorzitter", FIRST_JOINED, (330, 80)),
    ("willem", "Willem Bakker", "voedselbank", "Voorzitter", FIRST_JOINED, (330, 48)),
    ("rosalie", "Rosalie Cairo", "voedselbank", "Coördinator uitgifte", FIRST_JOINED, (400, 164)),
    ("niels", "Niels van Rijn", "meedoen", "Consulent", FIRST_JOINED, (400, 164, 52)),
    ("femke", "Femke Dijkema", "bibliotheek", "Specialist basisvaardigheden", FIRST_JOINED, (400, 45)),
    ("jeroen", "Jeroen Haverkate", "bibliotheek", "Manager educatie", FIRST_JOINED, (330, 83)),
    ("dennis", "Dennis Blok", "nieuwehaven", "Consulent wonen", FIRST_JOINED, (400, 77)),
    ("astrid", "Astrid van Loon", "nieuwehaven", "Manager wonen", FIRST_JOINED, (330, 95, 60)),
    ("shanti", "Shanti Ramdin", "ouderkring", "Voorzitter", FIRST_JOINED, (400, 164, 39)),
    ("zuzanna", "Zuzanna Kowalska", "ouderkring", "Lid", -300, (164,)),
    ("marcel", "Marcel de Boer", "rondkomen", "Contactpersoon", FIRST_JOINED, (400, 164, 70)),
    ("corrie", "Corrie van den Brink", "opendeur", "Diaken", FIRST_JOINED, (400, 164, 64)),
    ("youssef", "Youssef Haddou", "nour", "Bestuurslid", FIRST_JOINED, (400, 57)),
    ("tineke", "Tineke Broekhuis", "tweederonde", "Vrijwilliger", FIRST_JOINED, (400, 44)),
    ("els", "Els Wijnands", "budgetmaatjes", "Coördinator vrijwilligers", FIRST_JOINED, (400, 164)),
    ("jamila", "Jamila Osman", "buurtkamer", "Gastvrouw", FIRST_JOINED, (400, 164, 36)),
    ("cor", "Cor Veldman", "buurtkamer", "Initiatiefnemer", -200, (66,)),
)
LAST_DAY = {"fatima": -251, "lotte": -51, "els": -21, "samira": 7}
ALSO_AT = (
    ("ad", "meedoen", "Bestuurslid", -350),
    ("zuzanna", "rondkomen", "Lid", -280),
    ("ruben", "dekiem", "Arts op het ouderspreekuur", NEWEST_JOINED - 80),
    ("willem", "opendeur", "Kerkenraadslid", -350),
    ("cor", "tweederonde", "Vrijwilliger", -190),
)
REPORTED_WRONG = (("rosalie", -12, "coordinator", "bounce"),)

FIRST_ASKED = -10  # days after somebody came

WITHHELD = {"zuzanna"}
PRIVATE_NUMBER = {"marcel", "youssef", "tineke", "corrie", "jamila", "cor", "shanti", "willem"}
WITHOUT_EMAIL = {"corrie"}
SECOND_CONTACT = {"bram", "ruben", "mohamed", "tim", "naomi", "dennis", "zuzanna", "cor", "rosalie"}

ROLES = (
    ("noor", "coordinator", -480, None),
    ("bram", "project_team", -520, -300),
    ("bram", "deputy_coordinator", -300, None),
    ("samira", "project_team", -520, -300),
    ("selma", "manager", -480, None),
    ("karin", "manager", -480, None),
    ("astrid", "manager", -400, None),
    ("shanti", "expert_by_experience", -470, None),
    ("marcel", "expert_by_experience", -470, None),
)


def fill(stage: Stage) -> None:
    for number, (key, name, organisation, function, start, confirmed) in enumerate(PEOPLE, start=1):
        private = key in PRIVATE_NUMBER
        person = stage.ids["person"][key] = stage.add(
            Person,
            display_name=name,
            legal_basis="consent" if private else "public_task",
            basis_recorded_on=stage.on(start),
        )
        _work(stage, key, organisation, function, start)
        _channels(stage, key, number, address(name, organisation), start)
        for days in (FIRST_ASKED - start, *confirmed) if confirmed else ():
            by, method = ("self", "page") if days < 100 else ("organisation", "meeting")
            stage.put(
                ContactConfirmation,
                person_id=person,
                confirmed_on=stage.on(-days),
                confirmed_by=by,
                method=method,
                result="correct",
            )
    for key, also_at, function, start in ALSO_AT:
        _work(stage, key, also_at, function, start)
    _wrong(stage)
    _roles(stage)


def address(name: str, organisation: str) -> str:
    """firstname.lastname at the organisation, without accents and spaces."""
    first, _, last = name.partition(" ")
    local = unicodedata.normalize("NFKD", f"{first}.{last.replace(' ', '')}").encode("ascii", "ignore").decode()
    return f"{local.lower()}@{organisation}.example.org"


def _work(stage: Stage, key: str, organisation: str, function: str, start: int) -> None:
    stage.put(
        Affiliation,
        person_id=stage.person(key),
        organisation_id=stage.organisation(organisation),
        function_title=function,
        fixed_participant=key not in SECOND_CONTACT,
        start_on=stage.on(start),
        end_on=stage.maybe_on(LAST_DAY.get(key)),
    )


def _channels(stage: Stage, key: str, number: int, email: str, start: int) -> None:
    channels = []
    if key not in WITHOUT_EMAIL:
        channels.append(("work_email", email, "network"))
    if key in PRIVATE_NUMBER:
        channels.append(("mobile", f"06 123456{number:02}", "webbers"))
    else:
        channels.append(("work_phone", f"0999 1234{number:02}", "coordinator" if number % 7 == 0 else "network"))
    for kind, value, visibility in channels:
        stage.put(
            ContactChannel,
            person_id=stage.person(key),
            kind=kind,
            value=value,
            visibility="withheld" if key in WITHHELD else visibility,
            legal_basis="consent" if kind == "mobile" else "public_task",
            consent_on=stage.on(start) if kind == "mobile" else None,
            added_on=stage.on(start),
        )


def _wrong(stage: Stage) -> None:
    for key, days, by, method in REPORTED_WRONG:
        stage.put(
            ContactConfirmation,
            person_id=stage.person(key),
            confirmed_on=stage.on(days),
            confirmed_by=by,
            method=method,
            result="wrong",
        )


def _roles(stage: Stage) -> None:
    for key, role, start, last in ROLES:
        stage.put(
            NetworkRole,
            person_id=stage.person(key),
            role=role,
            start_on=stage.on(start),
            end_on=stage.maybe_on(last),
            consent_on=stage.on(start) if role == "expert_by_experience" else None,
        )
