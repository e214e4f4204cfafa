"""The 33 actions of the demo network and what was said of them, a line each."""

from typing import NamedTuple


class Step(NamedTuple):
    """Somebody's action from a meeting, with the joint or working agreement it serves and the day it is due."""

    meeting: str
    owner: str
    text: str
    joint: str | None = None
    agreement: int | None = None
    due: int | None = None


BUSY, DONE, DROPPED, OPEN = "in_progress", "done", "dropped", "open"

STEPS = {
    "list": Step("webber-1", "yvonne", "Een lijst maken van wie wij missen"),
    "sheet": Step("network-1", "noor", "Het blad met regelingen opmaken", "folder"),
    "plain": Step("network-1", "femke", "De tekst van het blad in gewone taal zetten", "folder", due=-200),
    "town": Step("network-1", "bram", "De regelingen van de gemeente aanleveren", "folder"),
    "funds": Step("network-1", "gerda", "De regelingen van Leergeld aanleveren", "folder"),
    "visit": Step("network-1", "hans", "Een dagdeel meelopen bij de Voedselbank", "kennismaken"),
    "invite": Step("network-1", "rosalie", "Een school uitnodigen bij de uitgifte", "kennismaken"),
    "debt": Step("network-1", "tim", "Een dagdeel meelopen bij Bureau Schuldhulp", "kennismaken"),
    "parcels": Step("network-1", "willem", "Met de Diaconie praten over noodpakketten", "kennismaken"),
    "parents": Step("webber-2", "lotte", "Uitzoeken hoe ouders het wijkteam vinden", agreement=3),
    "benefits": Step("webber-2", "anouk", "Uitleg over toeslagen geven aan brugfunctionarissen", agreement=8),
    "children": Step("webber-2", "aylin", "Met kinderen een vorm zoeken om mee te denken", agreement=2),
    "babies": Step("webber-3", "ingrid", "Vragen over geldzorgen toevoegen aan het huisbezoek", due=30),
    "number": Step("webber-3", "peter", "Eén telefoonnummer regelen voor vragen over schulden", agreement=8, due=-20),
    "desk": Step("network-2", "samira", "Het spreekuur in de Buurtkamer opzetten", "oost", due=25),
    "helpers": Step("network-2", "samira", "Vrijwilligers zoeken voor het spreekuur in Oost", "oost", due=12),
    "table": Step("network-2", "jamila", "Een tafel en koffie klaarzetten bij het spreekuur", "oost"),
    "friday": Step("network-2", "youssef", "Het spreekuur bekendmaken na het vrijdaggebed", "oost"),
    "buddies": Step("network-2", "els", "Maatjes vragen om bij het spreekuur te zitten", "oost"),
    "card": Step("network-2", "marieke", "De gesprekskaart uitproberen in groep 7", "school", due=21),
    "opinion": Step("network-2", "marieke", "Ouders van De Klimop vragen wat zij van de kaart vinden", "school"),
    "noord": Step("network-2", "aylin", "De gesprekskaart uitproberen op De Vuurvlinder", "school"),
    "team": Step("network-2", "wim", "De gesprekskaart bespreken in het team van De Werkbank", "school"),
    "readers": Step("network-2", "femke", "De kaart laten lezen door taalvrijwilligers", "school"),
    "rent": Step("network-2", "dennis", "Uitzoeken wanneer de corporatie kan bellen bij huurschuld", agreement=9),
    "voices": Step("network-2", "shanti", "Drie ouders vragen om mee te denken", agreement=1),
    "figures": Step("network-2", "niels", "De aantallen van Fonds Meedoen op een rij zetten", agreement=11, due=18),
    "plan": Step("network-2", "bram", "Uitzoeken of het spreekuur in het jaarplan kan"),
    "sports": Step("webber-4", "mohamed", "Een buurtlijst maken met gratis sport"),
    "youth": Step("webber-5", "sanne", "Een vast belmoment kiezen voor de JGZ", "bellen"),
    "rates": Step("webber-5", "anouk", "Een vast belmoment kiezen voor schuldhulp", "bellen", due=11),
    "hours": Step("webber-5", "yvonne", "De belmomenten op één kaartje zetten", "bellen", due=4),
    "north": Step("webber-5", "lotte", "Een vast belmoment kiezen voor Wijkteam Noord", "bellen", due=14),
}

# action, day, new state, what was said
UPDATES: tuple[tuple[str, int, str | None, str], ...] = (
    ("list", -350, DONE, "De lijst gaat mee naar de bijeenkomst."),
    ("sheet", -290, BUSY, "De eerste opzet is rondgestuurd."),
    ("sheet", -210, DONE, "Het blad is gedrukt."),
    ("plain", -215, DONE, "Klaar en nagelezen."),
    ("town", -240, DONE, "Doorgegeven aan Noor."),
    ("funds", -300, DONE, "Aangeleverd."),
    ("visit", -260, DONE, "Mooi om te zien, en nuttig."),
    ("invite", -262, DONE, "De Klimop kwam langs."),
    ("debt", -190, DROPPED, "Het spreekuur kwam ervoor in de plaats."),
    ("parcels", -200, BUSY, "Het eerste gesprek was goed."),
    ("parcels", -170, DONE, "Er is een vaste dag."),
    ("parents", -250, BUSY, "Twaalf ouders gesproken."),
    ("parents", -110, None, "De helft komt via school."),
    ("benefits", -230, BUSY, "De datum staat."),
    ("benefits", -130, DONE, "De uitleg is gegeven."),
    ("children", -255, BUSY, "Twee klassen willen meedoen."),
    ("babies", -150, BUSY, "De vragen zijn er, nu nog oefenen."),
    ("number", -180, BUSY, "Er ligt een voorstel."),
    ("desk", -120, BUSY, "De eerste twee keer ging het goed."),
    ("table", -118, BUSY, "De tafel staat."),
    ("table", -30, None, "Er komen nu zes gezinnen."),
    ("helpers", -115, BUSY, "Drie mensen hebben zich gemeld."),
    ("friday", -100, DONE, "Gedaan, in drie talen."),
    ("buddies", -110, DONE, "Twee maatjes doen mee."),
    ("card", -140, BUSY, "De kaart ligt in de klas."),
    ("noord", -90, BUSY, "Leerkrachten vinden vraag 3 lastig."),
    ("noord", -20, None, "Vraag 3 is aangepast."),
    ("team", -50, BUSY, "Twee mentoren gebruiken de kaart."),
    ("readers", -60, BUSY, "Vier mensen lazen mee."),
    ("rent", -140, BUSY, "Eerste overleg gehad."),
    ("voices", -80, DONE, "Drie ouders doen mee."),
    ("figures", -25, BUSY, "Wacht op de cijfers van het kwartaal."),
    ("plan", -70, DROPPED, "Het loopt mee in het plan voor de wijk."),
    ("sports", -95, DROPPED, "De sportclub houdt zelf een lijst bij."),
    ("youth", -40, BUSY, "Dinsdag en donderdag om 12 uur."),
    ("north", -45, OPEN, "Overgenomen van Lotte."),
)

PASSED_ON = {"parents": ("daan", -120), "babies": ("sanne", -13), "north": ("daan", -45)}  # to whom, first day
GIVEN_BACK = {"rent": -36}  # last day with an owner
