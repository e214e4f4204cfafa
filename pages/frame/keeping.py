"""What was worked out for somebody is kept for the next click: the newest of it, in the memory of this process."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any


class Keeping:
    """Remembers so many answers, each under all that it depends on. Two at once may work out the same."""

    def __init__(self, at_most: int) -> None:
        self.at_most = at_most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, about: Hashable, what: Callable[[], Any]) -> Any:
        with self._lock:
            if about in self._kept:
                self._kept.move_to_end(about)
                return self._kept[about]
        found = what()
        with self._lock:
            self._kept[about] = found
            self._kept.move_to_end(about)
            while len(self._kept) > self.at_most:
                self._kept.popitem(last=False)
        return found

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
