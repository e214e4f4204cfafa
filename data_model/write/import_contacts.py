"""A contact list from a file: organisations with their general contact, people with their function and channels."""

import re

from data_model.refusal import Refusal
from data_model.text import SHORT, free_text
from data_model.write.drafts import OrganisationDraft, PersonDraft, Post, Register
from data_model.write.import_plan import ImportPlan, Outcome, Tally
from data_model.write.incoming import ContactFile, ContactRow, noted

_FULL_NUMBER = re.compile(r"\+\d{1,3}( [\d-]+)+")  # nine of its digits may look like a BSN, and are none


def draft_contacts(register: Register, file: ContactFile) -> ImportPlan:
    tally = Tally(file)
    for row in file.rows:
        try:
            fields = _checked(row)
        except Refusal as refusal:
            field = refusal.field or ""
            tally.refused.append(noted(refusal.kind, row.place, row.columns.get(field, field), **refusal.values))
            continue
        _take_in(register, row, fields, tally)
    return tally.plan()


def _checked(row: ContactRow) -> dict[str, str | None]:
    """Every text of the row, fit to keep. Raises `Refusal` for the first that is not."""
    names = ("organisation", "external_id", "website", "general_email", "general_phone", "person", "function")
    texts = {name: getattr(row, name) for name in names} | dict(row.channels)
    return {name: _fit(text, name) for name, text in texts.items()}


def _fit(text: str | None, name: str) -> str | None:
    return text if text and _FULL_NUMBER.fullmatch(text) else free_text(text, name, limit=SHORT)


def _take_in(register: Register, row: ContactRow, fields: dict[str, str | None], tally: Tally) -> None:
    outcomes = [Outcome.SAME]
    organisation: OrganisationDraft | None = None
    if name := fields["organisation"]:
        outcomes.append(_organisation(register, name, fields))
        organisation = register.known(name, fields["external_id"])
    person_name = fields["person"]
    if person_name:
        person = register.person(person_name, fields.get("work_email"), organisation)
        outcomes.append(_person(person, organisation, row, fields))
        register.remember_email(person)
        _mind_the_holder(register, person, row, fields.get("work_email"), tally)
    outcome = next(one for one in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME) if one in outcomes)
    about = "person" if person_name else "organisation"
    tally.line(row.place, about, outcome, person_name or name or "", (name or "") if person_name else "")


def _organisation(register: Register, name: str, fields: dict[str, str | None]) -> Outcome:
    known = register.known(name, fields["external_id"])
    before = frozenset(known.changed) if known else frozenset()
    organisation = register.organisation(name, fields["external_id"])
    organisation.learn(**{key: fields[key] for key in ("website", "general_email", "general_phone")})
    if known is None:
        return Outcome.NEW
    return Outcome.CHANGED if organisation.id and organisation.changed - before else Outcome.SAME


def _person(
    person: PersonDraft, organisation: OrganisationDraft | None, row: ContactRow, fields: dict[str, str | None]
) -> Outcome:
    first_time = person.id is None and not person.told
    before = (len(person.changed), len(person.posts), sum(post.changed for post in person.posts))
    person.told.add("name")
    if organisation:
        _post(person, organisation, row, fields["function"])
    for kind, _ in row.channels:
        if value := fields[kind]:
            person.reach(kind, value)
    if first_time:
        return Outcome.NEW
    after = (len(person.changed), len(person.posts), sum(post.changed for post in person.posts))
    return Outcome.SAME if before == after else Outcome.CHANGED


def _post(person: PersonDraft, organisation: OrganisationDraft, row: ContactRow, function: str | None) -> None:
    post = next((post for post in person.posts if post.organisation is organisation), None)
    if post is None:
        person.posts.append(Post(organisation, function=function, since_on=row.since_on))
    elif function and post.id and not post.changed and function != post.function:
        post.function, post.changed = function, True


def _mind_the_holder(register: Register, person: PersonDraft, row: ContactRow, email: str | None, tally: Tally) -> None:
    """Say so when an address is somebody else's too: a shared mailbox, or a name that changed."""
    if email and (holder := register.holder(email)) and holder is not person:
        tally.remarks.append(noted("email_of_other", row.place, row.columns.get("work_email", ""), name=holder.name))
