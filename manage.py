"""The command line: `manage.py VERB`. Serving the app loads none of the other verbs."""

import gc

if __name__ == "__main__":
    gc.disable()  # until all is loaded: nothing of that is garbage, and looking for it takes a fifth of a start

import os
import sys
from contextvars import copy_context

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

import logs
from data_model.refusal import Refusal
from settings import SettingError

SERVE = "serve"


def _run(arguments: list[str]) -> None:
    if arguments[:1] == [SERVE]:
        from commands.serve import main as serve

        serve(arguments[1:])
    else:
        from commands.verbs import run

        run(arguments)


def main(arguments: list[str] | None = None) -> None:
    """Run one verb. Ends with 0 done, 1 refused, 2 wrong use; a refusal is one sentence on standard error."""
    logs.keep_quiet()
    try:
        copy_context().run(_run, sys.argv[1:] if arguments is None else arguments)
    except (SettingError, Refusal, DBAPIError, PoolTimeout) as problem:
        sys.stderr.write(f"{_told(problem)}\n")
        sys.exit(1)


def _told(problem: SettingError | Refusal | DBAPIError | PoolTimeout) -> str:
    from commands.line import given_settings, words
    from words.commands import broken, said

    if isinstance(problem, SettingError):
        return words(problem.sentence, **problem.values)
    if isinstance(problem, Refusal):
        return said(problem, words)
    return broken(problem, make_url(given_settings().database_url), words)


if __name__ == "__main__":
    gc.freeze()
    gc.enable()
    os.umask(0o077)  # what is written here holds personal data
    main()
