"""What somebody does on the way to a goal: every click, choice and field counted, or done with the keyboard alone."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.conftest import Visitor

# Remembers at each Tab how everything looks without focus, to compare with once the focus is there.
WATCH = """
(() => {
  const before = new WeakMap();
  const look = (element) => {
    const own = element.closest("label") ?? element;
    const up = own.parentElement, higher = up?.parentElement, round = [up, higher, higher?.parentElement];
    return [own, ...[...own.querySelectorAll("*")].slice(0, 12), ...round].filter(Boolean).map((one) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(one);
      return [outlineStyle === "none" ? "" : outlineWidth, boxShadow, borderColor, backgroundColor].join();
    }).join("|");
  };
  const stops = "a, button, input, textarea, [role=spinbutton], [tabindex]";
  addEventListener("keydown", ({ key }) => {
    if (key !== "Tab") return;
    for (const element of document.querySelectorAll(stops)) {
      // What shares a frame with the focus looks focused already; then an earlier look counts.
      const near = element.parentElement?.parentElement?.parentElement?.matches(":focus-within");
      if (!element.matches(":focus") && !(near && before.has(element))) before.set(element, look(element));
    }
  }, true);
  window.focusShows = () => look(document.activeElement) !== before.get(document.activeElement);
})();
"""
STOP = "() => (e => (e.ariaLabel || e.innerText || e.tagName).slice(0, 60))(document.activeElement)"
IN_DIALOG = "() => document.activeElement.closest('[role=dialog]') !== null"
ON_BODY = "() => document.activeElement === document.body"


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
        """Type the digits of a day into its field, day first."""
        place, page = within or self.someone.page, self.someone.page
        calendar = page.get_by_role("grid")

        def digits() -> None:
            place.get_by_role("group", name=label).get_by_role("spinbutton").first.click()
            calendar.wait_for()
            page.keyboard.type(day, delay=40)
            page.keyboard.press("Escape")
            calendar.wait_for(state="detached")

        self._do(f"type {label}", digits)

    def choose(self, label: str, name: str, within: Locator | None = None) -> None:
        """Open a list, type the start of a name and take it: three."""
        place, page = within or self.someone.page, self.someone.page
        self._do(f"open {label}", place.get_by_role("combobox", name=label, exact=True).click)
        self._do(f"type {name}", lambda: page.keyboard.type(name, delay=20))
        self._do(f"take {name}", page.get_by_role("option").filter(has_text=name).first.click)

    def _do(self, what: str, doing: Callable[[], object]) -> None:
        doing()
        self.done.append(what)


class Keys:
    """Somebody without a mouse. `pressed` tells how many keys led where, `unseen` where the focus did not show."""

    def __init__(self, someone: Visitor) -> None:
        self.someone, self.page = someone, someone.page
        self.pressed: list[tuple[str, int]] = []
        self.unseen: list[str] = []
        self.page.add_init_script(WATCH)

    def to(self, target: Locator, key: str = "Tab", most: int = 40) -> None:
        """Press Tab until the focus is on this, and look at every stop whether one can see where it is."""
        target.first.wait_for(state="attached")
        for n in range(1, most + 1):
            self.page.keyboard.press(key)
            self._look()
            if target.first.evaluate("element => element === document.activeElement"):
                self.pressed.append((self.page.evaluate(STOP), n))
                return
        raise AssertionError(f"{most} times {key} did not lead to {target}, but to {self.page.evaluate(STOP)}")

    def press(self, target: Locator, key: str = "Tab", most: int = 40) -> None:
        """Go to a button or link and press Enter."""
        self.to(target, key, most)
        self.page.keyboard.press("Enter")

    def type(self, target: Locator, text: str) -> None:
        self.to(target)
        self.page.keyboard.type(text, delay=20)

    def opened(self) -> Locator:
        """The dialog that opens, with the focus in it: Streamlit takes it twice, half a second apart."""
        dialog = self.page.get_by_role("dialog")
        dialog.wait_for()
        self.someone.settle()
        self.page.wait_for_function(IN_DIALOG)
        return dialog

    def said(self, sentence: str) -> None:
        """It is said, and the next key goes on from somewhere on the page."""
        expect(self.page.get_by_text(sentence)).to_be_visible()
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        self.page.wait_for_function(f"() => !({ON_BODY})()")

    def _look(self) -> None:
        try:
            self.page.wait_for_function("() => window.focusShows()", timeout=1000)
        except TooLate:
            self.unseen.append(self.page.evaluate(STOP))
