"""`manage.py log ...`: is the log still as it was written, and where does it end."""

import sys
from typing import Annotated

import typer

from commands.line import Json, answer, given_settings, words
from words.language import N_

app = typer.Typer(no_args_is_help=True, help=words(N_("Checks the log: whether all lines are as they were written.")))


@app.command(help=words(N_("Follows the log from its first line; ends with 1 when a line is not as it was written.")))
def verify(
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="HASH", help=words(N_("The end of the log as it was kept elsewhere."))),
    ] = None,
    as_json: Json = False,
) -> None:
    from commands.database import opened
    from commands.log import check, plain, told

    with opened(given_settings()) as engine:
        found = check(engine, head)
    if as_json or found.sound:
        answer(plain(found), as_json, told(found, words))
    if not found.sound:
        typer.echo(told(found, words), err=True)
        sys.exit(1)


@app.command(help=words(N_("The end of the log, to keep elsewhere.")))
def head(as_json: Json = False) -> None:
    from commands.database import opened
    from commands.log import end_of_log

    with opened(given_settings()) as engine:
        found = end_of_log(engine)
    answer({"head": found}, as_json, found)
