"""What would be lost if one to three people or organisations left on a day, and what would prevent it."""

from pages.frame.visit import Visit


def show(visit: Visit) -> None:
    pass
