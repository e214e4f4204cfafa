"""A line to PostgreSQL over which the answer to a commit gets lost."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"


class Line:
    """Passes everything on, until it is told to `lose` answers. Counts how often it did."""

    def __init__(self, server: Path) -> None:
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.to_lose = 0
        self.lost = 0
        self.before_the_commit = False
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client, socket.socket(socket.AF_UNIX) as server:
            server.connect(str(self._server))
            answers = threading.Thread(target=self._answers, args=(server, client), daemon=True)
            answers.start()
            while asked := client.recv(65536):
                if self.to_lose and asked.endswith(_COMMIT):
                    self.to_lose -= 1
                    self.lost += 1
                    before_the_commit = self.before_the_commit  # who is cut off below may change it at once
                    client.shutdown(socket.SHUT_WR)  # what comes back has nowhere to go
                    if not before_the_commit:
                        server.sendall(asked)
                        server.shutdown(socket.SHUT_WR)
                        answers.join(10)
                    server.shutdown(socket.SHUT_RDWR)
                    return
                server.sendall(asked)

    @staticmethod
    def _answers(server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while answer := server.recv(65536):
                with suppress(OSError):
                    client.sendall(answer)

    def close(self) -> None:
        self._listening.close()


@contextmanager
def line_to(server: Path) -> Iterator[Line]:
    line = Line(server)
    yield line
    line.close()
