"""One process on one SQLite file, on a disk of this machine: what cannot be is refused in a sentence, and untouched."""

import os
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from commands.serve import prepare
from data_model import schema
from data_model.alone import alone, keep_alone, require_sound, warn_of_old_sqlite
from data_model.place import network_file_system, require_place
from data_model.refusal import Refusal
from settings import Settings
from tests.conftest import NOW, insider
from tests.test_manage import Line, line, refused  # noqa: F401
from tests.test_serve import answer, free_port, start
from words.commands import said
from words.language import Words

NOBODY = 65534
MOUNTS = r"""/dev/vda / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
nas:/export /srv/nas nfs4 rw 0 0
//nas/share /srv/team\040share cifs rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
none /srv/shared 9p rw 0 0
tmpfs /srv/nas/local tmpfs rw 0 0
"""


@pytest.fixture
def port() -> Iterator[int]:
    yield free_port()


def left(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused_start(file: Path) -> str:
    """What the start says, and nothing else is done."""
    settings = Settings(database_url=f"sqlite:///{file}", demo=True)
    with pytest.raises(Refusal) as ended:
        prepare(settings, "localhost", free_port(), NOW)
    return said(ended.value, Words("nl"))


def test_a_second_server_on_one_file_refuses_until_the_first_is_gone(
    tmp_path: Path,
    port: int,
    line: Line,  # noqa: F811
) -> None:
    first = start(tmp_path, port)
    try:
        answer(f"http://localhost:{port}/gezond", first)
        before = left(tmp_path)
        assert "is al bezig met" in refused_start(tmp_path / "schakel.db")
        for verb in (("upgrade",), ("restore", str(tmp_path / "nothing.db"))):
            assert "is al bezig met" in refused(line(*verb))
        assert left(tmp_path) == before
        assert answer(f"http://localhost:{port}/gezond", first) == '{"status":"ok"}'
    finally:
        first.kill()
        first.communicate(timeout=60)
    with alone(line.url):
        assert len(line.networks()) == 1


def test_who_is_alone_is_so_by_every_name_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "other.db").symlink_to(tmp_path / "schakel.db")
    with (
        alone(f"sqlite:///{tmp_path}/schakel.db"),
        pytest.raises(Refusal, match="not_alone"),
        alone(f"sqlite:///{tmp_path}/other.db"),
    ):
        pass
    with alone(f"sqlite:///{tmp_path}/other.db"), alone("postgresql+psycopg://x@127.0.0.1:1/x"):
        pass


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/srv/schakel.db", None),
        ("/srv/nas/schakel.db", "nfs4"),
        ("/srv/nas/deep/er/schakel.db", "nfs4"),
        ("/srv/nas/local/schakel.db", None),
        ("/srv/nasty/schakel.db", None),
        ("/srv/team share/schakel.db", "cifs"),
        ("/home/me/far/schakel.db", "fuse.sshfs"),
        ("/srv/shared/schakel.db", "9p"),
    ],
)
def test_a_network_drive_is_known_by_where_it_is_mounted(file: str, kind: str | None, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert network_file_system(Path(file), mounts) == kind


def test_a_machine_that_does_not_tell_its_mounts_is_believed(tmp_path: Path) -> None:
    assert network_file_system(tmp_path / "schakel.db", tmp_path / "none") is None


def test_a_database_on_a_network_drive_is_refused(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    (line.folder / "mounts").write_text(f"{MOUNTS}nas:/x {line.folder} nfs rw 0 0\n")
    monkeypatch.setattr("data_model.place.MOUNTS", line.folder / "mounts")
    assert "netwerkschijf (nfs)" in refused_start(line.folder / "schakel.db")
    for verb in (("upgrade",), ("findings",), ("demo",)):
        assert "netwerkschijf (nfs)" in refused(line(*verb))
    assert list(left(line.folder)) == ["mounts"]


def a_folder(file: Path) -> None:
    file.mkdir()


def a_text(file: Path) -> None:
    file.write_text("naam;telefoon\n" * 1000)


def half_a_database(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\0" + b"x" * 5000)


def a_socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(file))


def of_something_else(file: Path) -> None:
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE recipes (name text)")
    made.close()


def damaged(file: Path) -> None:
    engine = insider(f"sqlite:///{file}")
    schema.migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'network'").one()
    engine.dispose()
    with file.open("r+b") as opened:
        opened.seek((page - 1) * 4096)
        opened.write(b"\xff" * 4096)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (a_folder, "is geen bestand. Noem in DATABASE_URL een bestand."),
        (a_socket, "is geen bestand. Noem in DATABASE_URL een bestand."),
        (a_text, "is geen database. Er is niets veranderd."),
        (half_a_database, "is geen database. Er is niets veranderd."),
        (of_something_else, "is de database van iets anders. Er is niets veranderd."),
        (damaged, "is beschadigd. Zet een reservekopie terug."),
    ],
)
def test_what_is_no_database_of_schakel_is_refused_and_left_as_it_was(
    make: Any, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "schakel.db")
    before = left(tmp_path)
    assert refused_start(tmp_path / "schakel.db").endswith(sentence)
    after = left(tmp_path)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) <= {"schakel.db.lock"}


@pytest.mark.parametrize("verb", ["upgrade", "demo", "findings", "backup x.db"])
@pytest.mark.parametrize("make", [a_text, of_something_else, a_folder])
def test_other_verbs_refuse_it_too(make: Any, verb: str, line: Line) -> None:  # noqa: F811
    make(line.folder / "schakel.db")
    refused(line(*verb.split()))
    if make is a_text:
        assert (line.folder / "schakel.db").read_text().startswith("naam;telefoon")
    if make is of_something_else:
        with sqlite3.connect(line.folder / "schakel.db") as looked:
            assert looked.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
        looked.close()


@pytest.mark.parametrize("place", ["/proc/schakel.db", "/proc/none/schakel.db", "/dev/null/schakel.db"])
def test_a_place_where_nothing_can_be_written_is_refused(place: str) -> None:
    assert refused_start(Path(place)) == f"{place} mag hier niet geschreven worden. Er is niets veranderd."


def as_somebody_else(file: Path) -> str:
    """What `require_place` says to a user who is not root: root may write everywhere."""
    try:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        require_place(file)
    except Refusal as refusal:
        return refusal.kind
    return "fine"


def test_a_folder_or_file_of_somebody_else_is_refused() -> None:
    with TemporaryDirectory(prefix="schakel-closed-") as made:  # pytest's own folder is closed to others
        file = Path(made) / "closed" / "schakel.db"
        file.parent.mkdir()
        for path, mode in ((file.parent.parent, 0o755), (file.parent, 0o755)):
            path.chmod(mode)
        file.touch()
        file.chmod(0o444)
        with ProcessPoolExecutor(1, get_context("fork")) as somebody:
            assert somebody.submit(as_somebody_else, file).result() == "not_writable"
            file.unlink()
            file.parent.chmod(0o555)
            assert somebody.submit(as_somebody_else, file).result() == "not_writable"
            file.parent.chmod(0o777)
            assert somebody.submit(as_somebody_else, file).result() == "fine"


def test_a_full_disk_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no_room"):
        require_place(tmp_path / "schakel.db", room=2**62)
    assert left(tmp_path) == {}
    keep_alone(f"sqlite:///{tmp_path}/schakel.db")


def test_a_sound_database_starts_also_after_a_kill(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/schakel.db"
    engine = insider(url)
    schema.migrate(engine)  # its log is still there while it is open
    with alone(url):
        require_sound(engine)
    engine.dispose()


@pytest.mark.parametrize(("version", "warned"), [((3, 40, 1), ["3.40.1"]), ((3, 51, 3), []), ((3, 53, 4), [])])
def test_an_sqlite_with_the_wal_reset_bug_is_told_in_the_log(
    version: tuple[int, ...], warned: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    warn_of_old_sqlite("sqlite:////nowhere/schakel.db", version)
    warn_of_old_sqlite("postgresql+psycopg://x@127.0.0.1:1/x", version)
    assert [record.reason for record in caplog.records if record.getMessage() == "sqlite_old"] == warned  # type: ignore[attr-defined]


def test_an_address_that_keeps_nothing_in_a_file_is_refused() -> None:
    for address in ("sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true"):
        with pytest.raises(Exception, match="DATABASE_URL"):
            Settings.from_environment({"DATABASE_URL": address}, serving=False)
