"""Verbs of `manage.py` about the whole database: bring it up to date, copy it, put it back, move it, look after it."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from commands.line import Json, answer, given_settings, words
from words.commands import WRONG_LINE
from words.language import N_

app = typer.Typer(rich_markup_mode=None)


@app.command(help=words(N_("Brings the database to this version; one that holds data is backed up first.")))
def upgrade(as_json: Json = False) -> None:
    from commands.database import upgrade as bring_up_to_date
    from data_model import schema
    from data_model.alone import alone
    from data_model.database import connect

    settings = given_settings()
    with alone(settings.database_url):
        engine = connect(settings.database_url)
        try:
            kept = bring_up_to_date(engine, settings.now())
        finally:
            engine.dispose()
    told = words(N_("The database is of this version ({revision})."), revision=schema.newest())
    if kept:
        told += " " + words(N_("Backup: {name}."), name=str(kept))
    answer({"revision": schema.newest(), "backup": kept and str(kept)}, as_json, told)


@app.command(help=words(N_("A consistent copy of the database, also while people work.")))
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    nightly: Annotated[
        bool,
        typer.Option(
            "--nightly",
            help=words(
                N_("FILE is a folder: a copy named by the day, and older ones go: 7 days and 4 weeks of them stay.")
            ),
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    from commands.backups import back_up_tonight
    from commands.database import opened
    from data_model.backup import back_up

    settings, gone = given_settings(), list[Path]()
    with opened(settings) as engine:
        if nightly:
            file, gone = back_up_tonight(engine, file, settings.now())
        else:
            back_up(engine, file, settings.now())
    told = words(N_("Backup: {name}."), name=str(file))
    if nightly:
        deleted = words.plural("{n} older copy was deleted.", "{n} older copies were deleted.", len(gone))
        told = f"{told} {deleted}"
    answer({"backup": str(file), "deleted": [str(one) for one in gone]}, as_json, told)


@app.command(help=words(N_("Puts a backup in the place of an empty database, without who was erased since.")))
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    erasures: Annotated[
        Path | None,
        typer.Option("--erasures", metavar="FILE", help=words(N_("A list of erasures besides the one of this place."))),
    ] = None,
    drill: Annotated[
        bool,
        typer.Option(
            "--drill", help=words(N_("Only try it, in a place that is gone afterwards. The database is not touched."))
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    from commands import restore as restoring

    settings = given_settings()
    if drill:
        tried = restoring.drill(settings, file, erasures, settings.now())
        done, besides = tried.restored, {"seconds": round(tried.seconds, 1)}
    else:
        done, besides = restoring.bring_back(settings, file, erasures, settings.now()), {}
    answer({**asdict(done), **besides}, as_json, restoring.told(done, words, besides.get("seconds")))
    if done.first_wrong is not None:
        typer.echo(words(WRONG_LINE, number=str(done.first_wrong)), err=True)
        sys.exit(1)


@app.command(help=words(N_("How this installation is doing; ends with 1 when there is something to look at.")))
def status(
    backups: Annotated[
        Path | None,
        typer.Option("--backups", metavar="FOLDER", help=words(N_("Where a copy of the last day must be."))),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=words(N_("Follow the log from its first line too, which takes a while.")))
    ] = False,
    as_json: Json = False,
) -> None:
    from commands.status import look, plain, told, told_wrong

    settings = given_settings()
    found = look(settings, settings.now(), backups, check=check)
    answer(plain(found), as_json, told(found, words))
    if found.wrong:
        typer.echo(told_wrong(found, words), err=True)
        sys.exit(1)


@app.command(help=words(N_("Moves everything from an SQLite file to an empty PostgreSQL, and compares both sides.")))
def move(address: Annotated[str, typer.Argument(metavar="URL")], as_json: Json = False) -> None:
    from commands import move as moving

    settings = given_settings()
    done = moving.move_to(settings, address, settings.now())
    answer(moving.plain(done), as_json, moving.told(done, words))
