"""The verbs of the command line: what an operator does, one each."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands import account_verbs, database_verbs, log_verbs
from commands.line import Json, Network, words
from commands.line import answer as _answer
from commands.line import given_settings as _settings
from commands.privacy_verbs import app as privacy
from data_model.access import QUESTION_ENTITY
from settings import Settings
from words.commands import NO_SUCH_QUESTION
from words.language import N_
from words.retention import call_the_erased

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=words(N_("Manages Schakel, the dashboard of a local network against child poverty.")),
)
app.add_typer(
    privacy, name="privacy", help=words(N_("Data of people: take along, correct, erase, and let go in time."))
)
app.add_typer(account_verbs.app, name="accounts")
app.add_typer(log_verbs.app, name="log")
app.add_typer(database_verbs.app)

On = Annotated[
    datetime | None,
    typer.Option("--on", metavar="DATE", formats=["%Y-%m-%d"], help=words(N_("The day it is about. Default: today."))),
]


@app.command(help=words(N_("Fills an empty database with the demo network.")))
def demo(as_json: Json = False) -> None:
    from commands.bring import fill_demo
    from commands.database import opened
    from demo.town import NAME

    settings = _settings()
    with opened(settings, new=True) as engine:
        fill_demo(engine, settings.now())
    _answer({"network": NAME}, as_json, words(N_("The demo network {name} is there."), name=NAME))


@app.command(
    "import",
    help=words(N_("Shows what a file would do to a network; with --apply it is done, in one transaction.")),
)
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=words(N_("A file, or the two of a map.")))],
    network: Annotated[
        str, typer.Option("--network", metavar="NAME", help=words(N_("The network. A new name makes a new one.")))
    ],
    as_: Annotated[
        str | None,
        typer.Option("--as", metavar="organisations", help=words(N_("Takes every element for an organisation."))),
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help=words(N_("Do it.")))] = False,
    as_json: Json = False,
) -> None:
    from commands.bring import import_files, plain
    from commands.database import opened
    from words.exchange import row_note, summary

    if as_ not in (None, "organisations"):
        raise typer.BadParameter("organisations", param_hint="--as")
    settings = _settings()
    with opened(settings, new=True) as engine:
        what, number = import_files(
            engine, files, network, as_organisations=as_ is not None, apply=apply, at=settings.now()
        )
    done = words(N_("Done: import {number}."), number=str(number)) if number else words(N_("Nothing was written."))
    rows = [row_note(note, words) for note in what.refused]
    _answer(plain(what, number, words), as_json, "\n".join([summary(what, words), *rows, done]))


@app.command(help=words(N_("All findings, the most pressing first.")))
def findings(
    network: Network = None,
    on: On = None,
    question: Annotated[
        str | None, typer.Option("--question", metavar="NAME", help=words(N_("Only this one of the five questions.")))
    ] = None,
    as_json: Json = False,
) -> None:
    from commands.database import opened
    from commands.look import findings as found

    if question not in (None, *QUESTION_ENTITY):
        raise typer.BadParameter(words(NO_SUCH_QUESTION, names=tuple(QUESTION_ENTITY)), param_hint="--question")
    settings = _settings()
    with opened(settings) as engine:
        answer = found(engine, network, _day(on, settings), question, words)
    lines = [f"{finding['about']['name']}: {finding['title']}. {finding['reason']}" for finding in answer]
    _answer(answer, as_json, "\n".join(lines) or words(N_("Nothing needs attention.")))


@app.command("map", help=words(N_("The network as a graph: what hangs together and on whom it depends.")))
def map_(
    network: Network = None,
    on: On = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="NAME",
            help=words(
                N_(
                    "As it would be without this person or organisation, and what would change. Three at most. "
                    'When several have one name: "Name (Organisation)".'
                )
            ),
        ),
    ] = None,
    months: Annotated[
        int,
        typer.Option("--months", min=1, max=36, metavar="N", help=words(N_("How many months of the past to tell."))),
    ] = 12,
    as_json: Json = False,
) -> None:
    from commands.database import opened
    from commands.look import the_map

    settings = _settings()
    with opened(settings) as engine:
        answer = the_map(engine, network, _day(on, settings), without or [], settings.today(), words, months)
    told = words(
        N_("{organisations} organisations, {relations} relations, {parts} separate parts. Breakpoints: {people}."),
        organisations=len(answer["nodes"]),
        relations=len(answer["edges"]),
        parts=len(answer["components"]),
        people=tuple(answer["breakpoint_people"]) or "–",
    )
    if without:
        told = f"{told}\n{answer['what_if']['summary']}"
    _answer(answer, as_json, told)


@app.command(help=words(N_("Sends the mail that is due now. Safe to run every hour.")))
def post(
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words(N_("Only say what would be sent.")))] = False,
    as_json: Json = False,
) -> None:
    from commands.database import opened
    from commands.post import look, send, told

    settings = Settings.from_environment()  # a link in a mail is signed
    with opened(settings) as engine:
        went = look(engine, settings.now()) if dry_run else send(engine, settings, settings.now())
    _answer(went, as_json, told(went, words, server=settings.smtp_url is not None))


@app.command(help=words(N_("Judges how all networks stand today, for who watches over several. Every night.")))
def overview(as_json: Json = False) -> None:
    from commands.database import opened
    from commands.standings import LEFT, judge_all, plain, told

    settings = _settings()
    with opened(settings) as engine:
        went = judge_all(engine, settings)
    _answer(plain(went), as_json, told(went, words))
    if went.failed:
        typer.echo(words(LEFT, failed=went.failed, networks=went.networks), err=True)
        sys.exit(1)


def _day(on: datetime | None, settings: Settings) -> date:
    return on.date() if on else settings.today()


def run(arguments: list[str]) -> None:
    """Run one verb, and leave with what came of it."""
    call_the_erased(words)
    app(args=arguments)
