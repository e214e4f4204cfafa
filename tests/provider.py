"""A real sign-in provider on this computer, in a process of its own, and what somebody does there."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

_BROWSER = httpx2.Client()


@dataclass(frozen=True)
class Provider:
    """Says of anybody what a test tells it to say, also what an honest provider would not."""

    url: str

    @property
    def settings(self) -> dict[str, str]:
        return {
            "OIDC_METADATA_URL": f"{self.url}/.well-known/openid-configuration",
            "OIDC_CLIENT_ID": "schakel",
            "OIDC_CLIENT_SECRET": "geheim",
        }

    def knows(self, subject: str, **claims: Any) -> None:
        _BROWSER.put(f"{self.url}/users/{subject}", json=claims).raise_for_status()

    def agree(self, address: str, subject: str) -> str:
        """Sign in there; gives the way back."""
        _BROWSER.cookies.clear()
        answer = _BROWSER.post(address, data={"sub": subject})
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]


@contextmanager
def running() -> Iterator[Provider]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    provider = Provider(f"http://127.0.0.1:{port}")
    try:
        _wait(provider, process)
        yield provider
    finally:
        process.terminate()
        process.wait(20)


def _wait(provider: Provider, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            _BROWSER.get(provider.settings["OIDC_METADATA_URL"]).raise_for_status()
            return
        except httpx2.HTTPError:
            time.sleep(0.1)
        if process.poll() is not None:
            break
    raise RuntimeError("the provider did not start")
