"""One departure from announcement to the day on which nothing hangs loose any more."""

from pages.frame.visit import Visit


def show(visit: Visit, asked: str) -> None:
    pass
