"""How much one person can ask of the server: open pages, and files that wait to be read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

# Both count for one session, however many tabs it has.
MOST_PAGES = 20
MOST_FILES = 10
# Enough for any form of our own.
MOST_BYTES = 64 * 1024


class Crowd:
    """Counts within this process, by the hash of a session's token."""

    def __init__(self) -> None:
        self._pages: Counter[str] = Counter()
        self._uploading: Counter[str] = Counter()
        self._tabs: dict[str, set[str]] = {}

    def full(self, owner: str) -> bool:
        return self._pages[owner] >= MOST_PAGES

    @contextmanager
    def page(self, owner: str) -> Iterator[None]:
        with _counted(self._pages, owner):
            yield

    @contextmanager
    def upload(self, owner: str, tab: str) -> Iterator[bool]:
        """Whether one more file may come, for a tab that Streamlit knows by this id."""
        tabs = {one for one in self._tabs.get(owner, set()) if _files(one)} | {tab}
        self._tabs = {other: told for other, told in self._tabs.items() if any(map(_files, told))} | {owner: tabs}
        with _counted(self._uploading, owner):
            yield sum(map(_files, tabs)) + self._uploading[owner] <= MOST_FILES


@contextmanager
def _counted(counts: Counter[str], owner: str) -> Iterator[None]:
    counts[owner] += 1
    try:
        yield
    finally:
        counts[owner] -= 1
        if not counts[owner]:
            del counts[owner]


def _files(tab: str) -> int:
    """How many files Streamlit holds for a tab; it has no limit. tests/web/test_crowd.py tells if this moves."""
    from streamlit.runtime import get_instance

    return len(getattr(get_instance().uploaded_file_mgr, "file_storage", {}).get(tab, {}))
