"""Why is this here? The rule, its source, and the limits it used."""

from collections.abc import Iterator

from data_model.findings import Finding
from data_model.norms import NORMS
from data_model.questions import KINDS
from pages.frame import html
from pages.frame.html import Html, table, tag
from pages.frame.visit import Visit
from words.norms import NORM_NAMES, SOURCES


def explanation(visit: Visit, finding: Finding, *buttons: Html) -> Html:
    """Unfolds below a finding, without asking the server. `buttons` open what can be done about the finding itself."""
    unfold = tag("summary", html.icon(":material/help:"), visit.words("Why?"))
    return tag("details", unfold, *_told(visit, finding), html.row(*buttons), klass="sk-why")


def _told(visit: Visit, finding: Finding) -> Iterator[Html]:
    words, kind = visit.words, KINDS[finding.kind]
    yield tag("p", words("This has been so since {day}.", day=finding.since))
    worse = (
        words("It gets worse on {day}.", day=finding.changes_on)
        if finding.changes_on
        else words("It does not get worse by itself.")
    )
    yield tag("p", worse)
    yield tag("p", words("Rule {rule} of the policy.", rule=kind.rule))
    if kind.norms:
        yield table(
            words("The limits this rule uses. The coordinator can change them."),
            [words("Limit"), words("Here"), words("Source")],
            [
                (
                    words(NORM_NAMES[name]),
                    words.value(name, getattr(visit.norms, name)),
                    words(SOURCES.get(NORMS[name].metadata["source"], NORMS[name].metadata["source"])),
                )
                for name in kind.norms
            ],
        )
