"""How often one client address may try something: so many times in so many seconds, counted in memory."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from math import ceil


class Window:
    """Counts the tries of each address in the time just gone. Remembers so many addresses, the latest ones."""

    def __init__(self, at_most: int, within: timedelta, remembered: int = 1_000) -> None:
        self.at_most = at_most
        self.within = within
        self.remembered = remembered
        self._tries: OrderedDict[str, deque[datetime]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._tries)

    def seconds_to_wait(self, address: str, at: datetime) -> int:
        """Count this try and give 0, or say after how many seconds the next one counts."""
        home = _home(address)
        tries = self._tries.setdefault(home, deque())
        self._tries.move_to_end(home)
        while len(self._tries) > self.remembered:
            self._tries.popitem(last=False)
        while tries and tries[0] <= at - self.within:
            tries.popleft()
        if len(tries) >= self.at_most:
            return max(1, ceil((tries[0] + self.within - at).total_seconds()))
        tries.append(at)
        return 0

    def forget(self) -> None:
        self._tries.clear()


def _home(address: str) -> str:
    """One house has a whole range of IPv6 addresses: they count as one."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    return parsed.exploded[:19] if isinstance(parsed, IPv6Address) else address
