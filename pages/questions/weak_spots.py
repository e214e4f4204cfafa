"""What hangs on one person or organisation, and which introductions would help most."""

from pages.frame.visit import Visit


def show(visit: Visit) -> None:
    pass
