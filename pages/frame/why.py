"""Why is this here? The rule, its source, the limits it used and the facts it stood on."""

from data_model.findings import Finding
from data_model.norms import NORMS
from data_model.questions import KINDS
from pages.acts import accept, norm
from pages.frame import html, opened
from pages.frame.html import Html, table, tag
from pages.frame.visit import Visit
from words.finding import tell
from words.findings import WORDINGS
from words.language import Words
from words.norms import NORM_NAMES, SOURCES


def opener(words: Words, name: str) -> Html:
    """The button that opens the explanation over the page; the address remembers that it is open."""
    return opened.opener(name, words("Why?"), ":material/help:", "tertiary")


def show(visit: Visit, finding: Finding, name: str) -> None:
    opened.show(visit, name, title=visit.words("Why is this here?"), body=_body, about=finding)


def _body(visit: Visit, finding: Finding, name: str) -> None:
    told(visit, finding)
    if visit.live:
        with visit.again() as now, opened.typing(visit, name):
            accept.form(now, finding)
            if norms := KINDS[finding.kind].norms:
                norm.form(now, norms)


def waiting(finding: Finding, words: Words) -> str:
    """Until when a finding is accepted, and why."""
    if finding.waits is None:
        return ""
    return words("Accepted until {day}: {note}", day=finding.waits.until_on, note=finding.waits.note)


def told(visit: Visit, finding: Finding) -> None:
    words, kind = visit.words, KINDS[finding.kind]
    said = tell(finding, WORDINGS, words)
    html.show(
        tag("h3", said.title),
        tag("p", said.reason),
        tag("p", words("This has been so since {day}.", day=finding.since)),
        tag(
            "p",
            words("It gets worse on {day}.", day=finding.changes_on)
            if finding.changes_on
            else words("It does not get worse by itself."),
        ),
        tag("p", words("Next step: {step}", step=said.advice)),
        *([tag("p", waiting(finding, words))] if finding.waits else []),
        tag("p", words("Rule {rule} of the policy.", rule=kind.rule), klass="sk-quiet"),
    )
    if kind.norms:
        html.show(
            table(
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
        )
