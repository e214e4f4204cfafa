"""What was worked out for somebody is kept for the next click: the newest of it, in the memory of this process."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any


class Keeping:
    """Remembers so many answers, each under all that it depends on. Two at once may work out the same.

    Of each place only what holds in its newest version: whoever was erased from it is in no answer after that.
    """

    def __init__(self, at_most: int) -> None:
        self.at_most = at_most
        self._kept: OrderedDict[tuple[Hashable, Hashable], Any] = OrderedDict()
        self._versions: dict[Hashable, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, where: Hashable, version: int, about: Hashable, what: Callable[[], Any]) -> Any:
        with self._lock:
            if self._is_newest(where, version) and (where, about) in self._kept:
                self._kept.move_to_end((where, about))
                return self._kept[where, about]
        found = what()
        with self._lock:
            if self._is_newest(where, version):
                self._kept[where, about] = found
                self._kept.move_to_end((where, about))
            while len(self._kept) > self.at_most:
                self._kept.popitem(last=False)
        return found

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def _is_newest(self, where: Hashable, version: int) -> bool:
        """From here on nothing older of this place stays."""
        if self._versions.setdefault(where, version) < version:
            self._versions[where] = version
            for key in [key for key in self._kept if key[0] == where]:
                del self._kept[key]
        return self._versions[where] == version
