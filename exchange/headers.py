"""What stands under a column: Dutch and English headers in any order, in any row near the top."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exchange.table import Row, Table

_NEAR_THE_TOP = 30
_LONGEST_NAME = 60
_MOST_WORDS = 8

# The first pattern that fits gives the role. An empty role: known, and not to be kept.
_CONTACT_ROLES = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"\bfax|\bprive\b|\bhuis", ""),
        (r"(algemeen|algemene|general|info|organisatie).*mail|mail.*(algemeen|organisatie)", "general_email"),
        (r"(personal|persoonlijk|contactpersoon).*mail", "person_email"),
        (r"\be ?mail|mailadres|^mail$", "email"),
        (r"web ?site|^site$|\burl\b|internet|webadres|homepage|^web$", "website"),
        (r"mobiel|mobile|\bgsm\b|^06( nummer)?$", "mobile"),
        (r"(algemeen|algemene|general|centraal|organisatie).*(tele?foon|phone|\btel\b)", "general_phone"),
        (r"telefoon|\btel\b|phone|telnr|doorkies", "phone"),
        (r"^(voornaam|roepnaam|first ?name|given name|voorletters)$", "first_name"),
        (r"^(tussenvoegsels?|voorvoegsels?)$", "infix"),
        (r"^(achternaam|familienaam|last ?name|surname|family name)$", "last_name"),
        (r"^(functie|function|rol|role|job title|title)\b", "function"),
        (r"^(sinds|startdatum|start date|since|begindatum|in dienst sinds)$", "since"),
        (r"^(id|kvk( nummer)?|vestigingsnummer|brin( nummer)?|cbs( code)?|gemeentecode|rsin|oin)$", "external_id"),
        (r"^(organisatie|organi[sz]ation|external) id$", "external_id"),
        (r"contactpersoon|contact person|contact name|medewerker|deelnemer|^persoo?n$|^contact$", "person"),
        (r"volledige naam|full name|persoonsnaam|naam persoon", "person"),
        (r"(type|code)$|\b(type|soort|plaats|adres|address|straat|postcode|city|status|datum|date)\b", ""),
        (r"^(host( name)?|stichting|vereniging|school|partner|partij|bedrijf|company|werkgever)$", "organisation"),
        (r"^(organisaties?|organi[sz]ations?|instelling|instellingen)$", "organisation"),
        (
            r"organisatie|organi[sz]ation|instelling|schoolnaam|bedrijfsnaam|company name|naam school",
            "organisation_like",
        ),
        (r"^(naam|name)$", "name"),
        (r"^gemeente( ?naam)?$", "municipality"),
        (r"^gemeenten?\b", "municipality_like"),
    )
)
# Who the list is about, the best sign first. A bare name says more than the municipality it is in.
ORGANISATIONS = ("organisation", "organisation_like", "name", "municipality", "municipality_like")
PEOPLE = ("first_name", "last_name", "person")

_ELEMENT_ROLES = {"label": "label", "id": "external_id", "key": "key", "type": "type", "soort": "type"}
_CONNECTION_ROLES = {
    **dict.fromkeys(("from", "van", "source", "bron"), "from"),
    **dict.fromkeys(("to", "naar", "target", "doel"), "to"),
    **dict.fromkeys(("type", "soort"), "type"),
    **dict.fromkeys(("description", "beschrijving", "omschrijving"), "description"),
    **dict.fromkeys(("strength", "sterkte", "weight", "gewicht"), "strength"),
    "label": "label",
}


@dataclass(frozen=True)
class Header:
    """Which columns hold a role (several may), what they are called, and the rows below."""

    columns: Mapping[str, tuple[int, ...]]
    names: Mapping[str, str]
    rows: tuple[Row, ...]

    def first(self, row: Row, role: str) -> str:
        """The first of these cells that is not empty."""
        return next((text for column in self.columns.get(role, ()) if (text := row[column].strip())), "")


def of_elements(table: Table) -> Header | None:
    return _header(table, lambda name: _ELEMENT_ROLES.get(name, ""), lambda roles: "label" in roles)


def of_connections(table: Table) -> Header | None:
    return _header(table, lambda name: _CONNECTION_ROLES.get(name, ""), lambda roles: {"from", "to"} <= roles)


def of_contacts(table: Table) -> Header | None:
    """A list that names organisations or people."""
    return _header(table, _contact_role, _names_somebody)


def _names_somebody(roles: set[str]) -> bool:
    signs = roles & {*ORGANISATIONS, *PEOPLE}
    calendar = signs == {"name"} and "since" in roles
    return bool(signs) and not calendar


def _contact_role(name: str) -> str:
    return next((role for pattern, role in _CONTACT_ROLES if pattern.search(name)), "")


def _header(table: Table, role_of: Callable[[str], str], enough: Callable[[set[str]], bool]) -> Header | None:
    """The row near the top that names the most roles; the first of those."""
    best: tuple[int, int] | None = None
    for index, row in enumerate(table.rows[:_NEAR_THE_TOP]):
        roles = {role_of(_name(cell)) for cell in row.cells} - {""}
        if enough(roles) and (best is None or len(roles) > best[0]):
            best = (len(roles), index)
    if best is None:
        return None
    columns: dict[str, tuple[int, ...]] = {}
    names: dict[str, str] = {}
    for column, cell in enumerate(table.rows[best[1]].cells):
        if role := role_of(_name(cell)):
            columns[role] = (*columns.get(role, ()), column)
            names.setdefault(role, cell.strip())
    return Header(columns, names, table.rows[best[1] + 1 :])


def _name(cell: str) -> str:
    """Nothing for what cannot be the name of a column: an address or a sentence."""
    text = plain(cell)
    too_much = len(text) > _LONGEST_NAME or text.count(" ") >= _MOST_WORDS
    return "" if too_much or "://" in cell or "@" in cell else text


def plain(text: str) -> str:
    """Small letters without accents, and single spaces for everything that is no letter or digit."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in apart if not unicodedata.combining(c)).split())
