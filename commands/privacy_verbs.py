"""The verbs below `privacy`: take along, correct, erase, and let go what was kept long enough."""

from pathlib import Path
from typing import Annotated, Any

import typer

from commands.line import Json, Network, answer, given_settings, words
from words.language import N_
from words.retention import erasing, letting_go

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Who = Annotated[str, typer.Argument(metavar="PERSON", help=words(N_("The full name, or the number.")))]


@app.command(help=words(N_("Writes all that is kept about somebody to a JSON file.")))
def export(
    person: Who,
    file: Annotated[Path, typer.Option("--file", metavar="FILE.json", help=words(N_("A file that is not there yet.")))],
    network: Network = None,
    as_json: Json = False,
) -> None:
    from commands.database import opened
    from commands.privacy import export_person

    settings = given_settings()
    with opened(settings) as engine:
        name = export_person(engine, network, person, file, settings.now())
    told = words(N_("All that is kept about {name} is in {file}."), name=name, file=str(file))
    answer({"file": str(file)}, as_json, told)


@app.command(help=words(N_("Writes down how somebody is called.")))
def correct(
    person: Who,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help=words(N_("The right name.")))],
    network: Network = None,
    as_json: Json = False,
) -> None:
    from commands.database import opened
    from commands.privacy import correct_person

    settings = given_settings()
    with opened(settings) as engine:
        now = correct_person(engine, network, person, name, settings.now())
    answer({"name": now}, as_json, words(N_("The name is now {name}."), name=now))


@app.command(help=words(N_("Shows what erasing somebody would do; with --yes it is done, for good.")))
def erase(
    person: Who,
    network: Network = None,
    yes: Annotated[bool, typer.Option("--yes", help=words(N_("Do it.")))] = False,
    as_json: Json = False,
) -> None:
    from commands.database import opened
    from commands.privacy import erase as erase_somebody

    settings = given_settings()
    with opened(settings) as engine:
        done = erase_somebody(engine, network, person, settings.now(), sure=yes)
    answer(done, as_json, erasing(done, words))


@app.command(help=words(N_("Shows what was kept long enough; with --apply it goes. Safe to run every day.")))
def retention(
    network: Network = None,
    apply: Annotated[bool, typer.Option("--apply", help=words(N_("Do it.")))] = False,
    as_json: Json = False,
) -> None:
    from commands.database import opened
    from commands.privacy import keep_terms, plain

    settings = given_settings()
    with opened(settings) as engine:
        found = keep_terms(engine, network, settings.now(), apply=apply)
    data: dict[str, Any] = {name: plain(one) for name, one in found.items()}
    told = [letting_go(name, one.counts, len(one.held), words, done=apply) for name, one in found.items()]
    answer(data, as_json, "\n".join(told))
