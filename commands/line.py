"""What every verb of the command line shares: its language, its options and how it answers."""

import json
from typing import Annotated, Any

import typer

from settings import Settings
from words.language import N_, Words

# The app speaks Dutch until an account says otherwise, and so does its command line.
words = Words("nl")

Json = Annotated[bool, typer.Option("--json", help=words(N_("Answer with one JSON document.")))]
Network = Annotated[str | None, typer.Option("--network", metavar="NAME", help=words(N_("The name of the network.")))]


def given_settings() -> Settings:
    """For what makes no cookies and no links, so needs no secret."""
    return Settings.from_environment(serving=False)


def answer(data: Any, as_json: bool, sentence: str) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, default=str, indent=2) if as_json else sentence)
