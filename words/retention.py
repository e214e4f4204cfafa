"""How an erased person is called, and what the retention periods and erasures say."""

from collections.abc import Callable, Mapping
from typing import Any

from data_model.text import erased_said
from words.language import N_, Words

FORMER = N_("former participant")


def call_the_erased(words: Words) -> None:
    """From now on, whatever this thread reads says it in this language."""
    erased_said.set(words(FORMER))


# What goes, for one and for many.
KINDS: Mapping[str, Callable[[Words, int], str]] = {
    "contact_data": lambda words, n: words.plural(
        "contact data of {n} person who left", "contact data of {n} people who left", n
    ),
    "people": lambda words, n: words.plural("{n} person", "{n} people", n),
    "log_details": lambda words, n: words.plural(
        "details of {n} line in the log", "details of {n} lines in the log", n
    ),
    "requests": lambda words, n: words.plural("{n} answered request", "{n} answered requests", n),
    "links": lambda words, n: words.plural("{n} personal link", "{n} personal links", n),
    "sessions": lambda words, n: words.plural("{n} session", "{n} sessions", n),
    "mails": lambda words, n: words.plural("{n} sent mail", "{n} sent mails", n),
}


def letting_go(network: str, counts: Mapping[str, int], held: int, words: Words, *, done: bool) -> str:
    """What goes, or went, in one network."""
    told = [said(words, counts[kind]) for kind, said in KINDS.items() if counts[kind]]
    if not told:
        sentence = words(N_("Nothing was kept too long."))
    elif done:
        sentence = words(N_("Gone: {what}."), what=tuple(told))
    else:
        sentence = words(N_("To go: {what}. With --apply it goes, for good."), what=tuple(told))
    stay = words.plural(
        "{n} person stays longer: restricted, or with an open question.",
        "{n} people stay longer: restricted, or with an open question.",
        held,
    )
    return f"{network}: {sentence}{f' {stay}' if held else ''}"


def erasing(found: Mapping[str, Any], words: Words) -> str:
    """What an erasure would do or did, and which texts a human should read."""
    changed, left = found["texts"], found["to_read"]
    if found["erased"]:
        lines = [words.plural("Erased. {n} text was changed.", "Erased. {n} texts were changed.", changed)]
    else:
        lines = [
            words(
                N_("{name} (number {number}) would be erased, for good."),
                name=found["name"],
                number=str(found["person"]),
            ),
            words.plural("{n} text would change.", "{n} texts would change.", changed),
        ]
    if left:
        lines.append(words(N_("Read these yourself, they may be about this person:")))
        lines += [f"- {place['entity']} {place['id']}: {place['field']}" for place in left]
    return "\n".join(lines if found["erased"] else [*lines, words(N_("Nothing was written. With --yes it is done."))])
