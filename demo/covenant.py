"""What the demo network signed: its goal, the covenant, the parties, the approvals and the promises."""

from data_model.tables.covenant import (
    AnchoringPromise,
    Covenant,
    CovenantAnnex,
    CovenantParty,
    CovenantWebber,
    Evaluation,
    ManagementApproval,
)
from data_model.tables.network import GoalConfirmation, SharedGoal
from demo.organisations import NEWEST, ORGANISATIONS
from demo.stage import Stage

GOAL = "In Voorbeeldstad doet elk kind mee, ook als er thuis weinig geld is."
DRAFTED, OPENED, IN_FORCE, ENDS = -385, -372, -330, 150
EVALUATED, NEXT_EVALUATION = -165, -18
ANNEXED = -112
NAMED_ONLY = "nour"
UNDER_RESERVATION, SIGNED = "nieuwehaven", -345
MANDATE_CONFIRMED = {"wijkteam": -230}  # by the manager after the one who signed

SIGNATORIES = {
    "gemeente": ("selma", "Teammanager sociaal domein"),
    "wijkteam": ("fatima", "Gezinsconsulent"),
    "deklimop": ("hans", "Directeur"),
    "vuurvlinder": ("rob", "Directeur"),
    "werkbank": ("wim", "Directeur"),
    "jgz": ("sanne", "Stafverpleegkundige"),
    "dekiem": ("eva", "Verloskundige"),
    "huisvandewijk": ("yvonne", "Participatiewerker"),
    "welzijn": ("karin", "Directeur"),
    "schuldhulp": ("peter", "Teamleider"),
    "leergeld": ("ad", "Voorzitter"),
    "voedselbank": ("willem", "Voorzitter"),
    "meedoen": ("niels", "Consulent"),
    "bibliotheek": ("jeroen", "Manager educatie"),
    "nieuwehaven": ("astrid", "Manager wonen"),
    "ouderkring": ("shanti", "Voorzitter"),
    "rondkomen": ("marcel", "Contactpersoon"),
    "opendeur": ("corrie", "Diaken"),
    "tweederonde": ("tineke", "Vrijwilliger"),
    "budgetmaatjes": ("els", "Coördinator vrijwilligers"),
    "buurtkamer": ("jamila", "Gastvrouw"),
}

# organisation, needed, asked, given, by, informed how, every so many months, last informed
APPROVALS: tuple[tuple[str, str, int, int | None, str | None, str | None, int | None, int | None], ...] = (
    ("gemeente", "yes", -380, -350, "selma", "Gesprek met de coördinator", 6, -100),
    ("deklimop", "yes", -372, -352, "hans", "Verslag per e-mail", None, None),
    ("vuurvlinder", "yes", -372, -349, "rob", "Verslag per e-mail", None, None),
    ("werkbank", "yes", -372, -340, "wim", None, None, None),
    ("welzijn", "yes", -372, -360, "karin", "Samenvatting van één bladzijde", 6, -130),
    ("schuldhulp", "yes", -372, -355, "peter", "Verslag per e-mail", 12, -160),
    ("bibliotheek", "yes", -372, -341, "jeroen", None, None, None),
    ("nieuwehaven", "unknown", -372, None, None, "Samenvatting voor het bestuur", None, None),
)

# organisation, contact person, promise, discussed, anchored
PROMISES: tuple[tuple[str, str, str, int | None, int | None], ...] = (
    ("gemeente", "noor", "Het netwerk staat in het jaarplan van het sociaal domein.", -380, -250),
    ("deklimop", "marieke", "Het team bespreekt elk half jaar hoe we armoede zien in de klas.", -370, None),
    ("vuurvlinder", "aylin", "De brugfunctionaris krijgt vaste uren voor het netwerk.", -365, -300),
    ("jgz", "sanne", "Geldzorgen horen bij elk huisbezoek.", -340, None),
    ("welzijn", "tim", "Elke buurt heeft een vast gezicht dat de regelingen kent.", None, None),
    ("bibliotheek", "femke", "De bibliotheek helpt elke week met formulieren.", -360, -280),
    ("nieuwehaven", "dennis", "Bij een huurachterstand met kinderen bellen we eerst.", -352, None),
    ("welzijn", "karin", "Nieuwe collega's lezen het convenant in hun eerste week.", None, None),
)


def fill(stage: Stage) -> None:
    goal = stage.add(SharedGoal, text=GOAL, agreed_on=stage.on(-470))
    stage.put(GoalConfirmation, goal_id=goal, confirmed_on=stage.tuesday(-23))
    covenant = stage.ids["covenant"]["convenant"] = stage.add(
        Covenant,
        kind="convenant",
        title="Convenant Elk kind doet mee",
        goal_id=goal,
        drafted_on=stage.on(DRAFTED),
        opened_on=stage.on(OPENED),
        in_force_on=stage.on(IN_FORCE),
        start_on=stage.on(IN_FORCE),
        end_on=stage.on(ENDS),
        notice_days=30,
        evaluation_interval_months=12,
        management_approval_needed="yes",
        approval_route="Elke organisatie vraagt het eigen bestuur; de gemeente via het college.",
        document_ref="Zaaksysteem gemeente, map Elk kind doet mee",
    )
    for key, *_ in ORGANISATIONS:
        _party(stage, covenant, key)
    _webbers(stage, covenant)
    _approvals(stage, covenant)
    _changes(stage, covenant)
    _promises(stage)


def _party(stage: Stage, covenant: int, key: str) -> None:
    joined, asked, signed = (ANNEXED, ANNEXED - 4, ANNEXED + 10) if key == NEWEST else (DRAFTED, OPENED, SIGNED)
    reserved = key == UNDER_RESERVATION
    if key == NAMED_ONLY:
        stage.put(
            CovenantParty,
            covenant_id=covenant,
            organisation_id=stage.organisation(key),
            role="named_only",
            joined_on=stage.on(joined),
        )
        return
    person, function = SIGNATORIES[key]
    stage.put(
        CovenantParty,
        covenant_id=covenant,
        organisation_id=stage.organisation(key),
        joined_on=stage.on(joined),
        requested_on=stage.on(asked),
        subject_to_mandate_on=stage.on(signed) if reserved else None,
        signed_on=None if reserved else stage.on(signed),
        signatory_person_id=stage.person(person),
        signatory_function=function,
        mandate_confirmed_on=None if reserved else stage.on(MANDATE_CONFIRMED.get(key, signed)),
    )


def _webbers(stage: Stage, covenant: int) -> None:
    for key in ("huisvandewijk", "vuurvlinder", "jgz", "schuldhulp", "wijkteam"):
        stage.put(
            CovenantWebber, covenant_id=covenant, webber_id=stage.ids["webber"][key], listed_on=stage.on(OPENED - 2)
        )


def _approvals(stage: Stage, covenant: int) -> None:
    functions = dict(SIGNATORIES.values())
    for key, needed, asked, given, by, how, months, informed in APPROVALS:
        stage.put(
            ManagementApproval,
            covenant_id=covenant,
            organisation_id=stage.organisation(key),
            needed=needed,
            asked_on=stage.on(asked),
            given_on=stage.maybe_on(given),
            given_by_person_id=stage.person(by),
            given_by_function=functions[by] if by else None,
            informed_how=how,
            inform_every_months=months,
            last_informed_on=stage.maybe_on(informed),
        )


def _changes(stage: Stage, covenant: int) -> None:
    stage.put(
        CovenantAnnex,
        covenant_id=covenant,
        title="Bijlage 1: Verloskundigen De Kiem doet mee",
        reason="Zo bereiken we gezinnen al voor de geboorte.",
        agreed_on=stage.on(ANNEXED),
        document_ref="Zaaksysteem gemeente, map Elk kind doet mee",
    )
    stage.put(
        Evaluation,
        covenant_id=covenant,
        held_on=stage.on(EVALUATED),
        outcome="continue",
        summary="We gaan door. Over een half jaar kijken we opnieuw, want drie afspraken lukken nog niet.",
        next_on=stage.on(NEXT_EVALUATION),
    )


def _promises(stage: Stage) -> None:
    for key, person, text, discussed, anchored in PROMISES:
        stage.put(
            AnchoringPromise,
            organisation_id=stage.organisation(key),
            contact_person_id=stage.person(person),
            text=text,
            promised_on=stage.tuesday(-58),
            discussed_on=stage.maybe_on(discussed),
            anchored_on=stage.maybe_on(anchored),
        )
