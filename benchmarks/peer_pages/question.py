"""What the pages of peers are asked: which actions are late, and how the network hangs together. Bare SQL."""

import os
import sqlite3
from typing import Any

OVERDUE = """
CREATE VIEW overdue AS
SELECT action.due_on AS ready_by, action.description AS action, person.display_name AS owner, organisation.name AS at
FROM action
JOIN action_owner ON action_owner.action_id = action.id AND action_owner.end_on IS NULL
JOIN person ON person.id = action_owner.person_id
JOIN organisation ON organisation.id = action_owner.organisation_id
WHERE action.due_on < date('now') AND coalesce((
    SELECT new_state FROM action_update WHERE action_id = action.id AND new_state IS NOT NULL
    ORDER BY updated_on DESC, id DESC LIMIT 1), 'open') NOT IN ('done', 'dropped')
ORDER BY action.due_on
"""
PLACES = """
SELECT organisation.id, organisation.name, map_position.x, map_position.y
FROM map_position JOIN organisation ON organisation.id = map_position.organisation_id
"""
LINKS = "SELECT organisation_a_id, organisation_b_id FROM relation WHERE end_on IS NULL"
COLUMNS = ("ready_by", "action", "owner", "at")


def asked(sql: str) -> list[tuple[Any, ...]]:
    """From the file that the environment names, anew at every visit."""
    connection = sqlite3.connect(f"file:{os.environ['PEER_FILE']}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def overdue() -> list[tuple[Any, ...]]:
    return asked("SELECT ready_by, action, owner, at FROM overdue")


def lines() -> tuple[list[float | None], list[float | None]]:
    """The links as one line that is lifted between two of them."""
    places = {id: (x, y) for id, _, x, y in asked(PLACES)}
    across: list[float | None] = []
    down: list[float | None] = []
    for a, b in asked(LINKS):
        if a in places and b in places:
            across += [places[a][0], places[b][0], None]
            down += [places[a][1], places[b][1], None]
    return across, down
