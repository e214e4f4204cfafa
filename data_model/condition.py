"""How the database itself is doing: whole, set to lose nothing, and how large. It changes nothing."""

from dataclasses import dataclass, field

from sqlalchemy import Engine, text

# What PostgreSQL must say to lose nothing that was acknowledged.
_SAFE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


@dataclass(frozen=True)
class Condition:
    """`sound`: whether all pages of an SQLite file can be read. `unsafe`: settings under which an act can be lost.

    `checksums`: whether the server finds pages that a disk damaged; only PostgreSQL has them.
    """

    kind: str
    version: str
    size: int
    sound: bool = True
    unsafe: tuple[str, ...] = field(default=())
    checksums: bool | None = None


def condition(engine: Engine) -> Condition:
    return _sqlite(engine) if engine.dialect.name == "sqlite" else _postgresql(engine)


def _sqlite(engine: Engine) -> Condition:
    with engine.connect() as connection:
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        pages, page = (
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("page_count", "page_size")
        )
        sound = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    return Condition("SQLite", version, pages * page, sound, () if synchronous >= 2 else ("synchronous",))


def _postgresql(engine: Engine) -> Condition:
    with engine.connect() as connection:

        def shown(name: str) -> str:
            return str(connection.execute(text(f"SHOW {name}")).scalar_one())

        unsafe = tuple(name for name, safe in _SAFE.items() if shown(name) != safe)
        size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
        version = shown("server_version").split()[0]
        return Condition("PostgreSQL", version, size, True, unsafe, shown("data_checksums") == "on")
