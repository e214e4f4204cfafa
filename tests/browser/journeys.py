"""What somebody does on the way to a goal, counted: every click, every choice and every field typed is one."""

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.browser.conftest import Visitor


class Count:
    """Does things for a visitor and counts them. `done` names each, to read when there are too many."""

    def __init__(self, someone: Visitor) -> None:
        self.someone = someone
        self.done: list[str] = []

    def __len__(self) -> int:
        return len(self.done)

    def press(self, name: str, within: Locator | None = None) -> None:
        """Click a button."""
        place = within or self.someone.page
        self._do(f"press {name}", place.get_by_role("button", name=name, exact=True).first.click)

    def click(self, what: Locator) -> None:
        """Click anything else: a link, a box, a word."""
        self._do(f"click {what}", what.first.click)

    def type(self, label: str, text: str, within: Locator | None = None) -> None:
        """Fill a field, which takes no click of its own: keys lead to it."""
        place = within or self.someone.page
        self._do(f"type {label}", lambda: place.get_by_label(label, exact=True).first.fill(text))

    def type_day(self, label: str, day: str, within: Locator | None = None) -> None:
        """Click into a field for a day and type its digits, day first: two."""
        place, page = within or self.someone.page, self.someone.page
        calendar = page.get_by_role("grid")

        def digits() -> None:
            page.keyboard.type(day, delay=40)
            page.keyboard.press("Escape")
            calendar.wait_for(state="detached")

        self._do(f"click {label}", place.get_by_role("group", name=label).get_by_role("spinbutton").first.click)
        calendar.wait_for()
        self._do(f"type {day}", digits)

    def choose(self, label: str, name: str, within: Locator | None = None) -> None:
        """Open a list, type the start of a name and take it: three."""
        place, page = within or self.someone.page, self.someone.page
        self._do(f"open {label}", place.get_by_role("combobox", name=label, exact=True).click)
        self._do(f"type {name}", lambda: page.keyboard.type(name, delay=20))
        self._do(f"take {name}", page.get_by_role("option").filter(has_text=name).first.click)

    def _do(self, what: str, doing: Callable[[], object]) -> None:
        doing()
        self.done.append(what)
