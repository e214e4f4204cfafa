"""What the notice about personal data says: who, what for, which data, who sees them, how long, and which rights."""

from data_model.norms import Norms
from data_model.read.privacy_requests import Answerable
from words.language import N_, Words

Part = tuple[str, tuple[str, ...]]

TITLE = N_("How Schakel handles personal data")

_WHAT_FOR = (
    N_(
        "Organisations that help children in poverty agree to keep finding each other. Schakel shows whether they "
        "still do: whether they meet, whether their covenant holds, whether actions are followed up, whether people "
        "can be reached, and whether a change of people breaks a link."
    ),
    N_("Schakel measures no people. There are no scores, no rankings, and nobody sees when somebody last signed in."),
)
_WHICH = (
    N_("Of people who take part: name, organisation, function, and how they can be reached at work."),
    N_("What they do in the network: tasks, meetings they organise, actions with updates, and what they signed."),
    N_("That somebody leaves, changes or is away for a time. Never why."),
    N_("A private number or address, and lived experience, only with consent of that person."),
    N_(
        "No data of children or families, no citizen service numbers, no birth dates, home addresses, photos or health."
    ),
    N_("In the log: who changed what and when, without numbers and addresses."),
)
_WHERE_FROM = (N_("The data come from people themselves, from their organisation, or from a list of the network."),)
_GROUND = (
    N_("Mostly because it is needed for a public task of the municipality (GDPR article 6(1)(e))."),
    N_("With consent where it is private (article 6(1)(a)) or about lived experience (article 9(2)(a))."),
    N_("Consent can be taken back with one click on My data. It is then deleted at once."),
)
_WHO_SEES = (
    N_("Everybody in the network sees who takes part and for which organisation."),
    N_("Numbers and addresses are seen by whom their owner chose: everyone, webbers, the coordinator, or nobody."),
    N_("Managers see contact data of their own organisation only, and no actions of people."),
    N_("Nothing is sold, nothing goes to other parties or outside the European Union by Schakel itself."),
    N_(
        "Schakel counts no visits, loads nothing from elsewhere, and keeps only the cookies needed to sign in, to "
        "stay with one server and to remember the language."
    ),
)
_HOW_LONG = (
    N_("Contact data of who leaves: until {kept_after_handover_days} after the handover."),
    N_("Without a handover: until {kept_after_departure_days} after the last day."),
    N_("The name: until {kept_person_days} after the last day. Then it is “former participant”."),
    N_("Details in the log: {kept_log_days}."),
    N_("What was asked about personal data, after it was answered: {kept_request_days}."),
    N_("Ended sessions and used links: {kept_sign_in_days}."),
)
_RIGHTS = (
    N_("See everything and take it along: on My data, under What Schakel keeps about me."),
    N_("Correct: on My data, with Change."),
    N_("Shield your contact data, object, or have your data erased: on My data, under My rights."),
    N_("Whoever has no account asks the coordinator of the network."),
    N_("An answer comes within a month. It may take two months more; then you hear that within the first month."),
    N_("Not content? You may complain to the Dutch Data Protection Authority: autoriteitpersoonsgegevens.nl."),
)


def notice(words: Words, norms: Norms, who: Answerable | None = None) -> list[Part]:
    """Each heading with its sentences. `who`: of the network of whoever is signed in."""
    periods = {name: getattr(norms, name) for name in vars(norms) if name.startswith("kept_")}
    parts = (
        (N_("Who is responsible"), _responsible(words, who)),
        (N_("What it is for"), _said(words, _WHAT_FOR)),
        (N_("Which data"), _said(words, _WHICH)),
        (N_("Where they come from"), _said(words, _WHERE_FROM)),
        (N_("On which ground"), _said(words, _GROUND)),
        (N_("Who sees them"), _said(words, _WHO_SEES)),
        (N_("How long they are kept"), tuple(words(sentence, **_used(sentence, periods)) for sentence in _HOW_LONG)),
        (N_("Your rights, and where to click"), _said(words, _RIGHTS)),
    )
    return [(words(heading), sentences) for heading, sentences in parts]


def _said(words: Words, sentences: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words(sentence) for sentence in sentences)


def _used(sentence: str, periods: dict[str, int]) -> dict[str, int]:
    return {name: days for name, days in periods.items() if f"{{{name}}}" in sentence}


def _responsible(words: Words, who: Answerable | None) -> tuple[str, ...]:
    if who is None:
        return (
            words("The municipality or organisation that hosts the network, as a rule together with the others in it."),
            words("Who that is, and where to ask, stands here once you are signed in. The coordinator knows as well."),
        )
    unknown = words("not filled in yet; ask the coordinator")
    return (
        words("For {network}: {controller}.", network=who.network, controller=who.controller or unknown),
        words("Questions: {contact}.", contact=who.privacy_contact or unknown),
    )
