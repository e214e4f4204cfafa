"""The late actions as a plain page of NiceGUI."""

import os

from nicegui import ui

from benchmarks.peer_pages.question import COLUMNS, overdue


def page() -> None:
    ui.label("Te laat")
    columns = [{"name": name, "label": name, "field": name, "align": "left"} for name in COLUMNS]
    rows = [dict(zip(COLUMNS, row, strict=True)) | {"id": n} for n, row in enumerate(overdue())]
    ui.table(columns=columns, rows=rows, row_key="id")


if __name__ in {"__main__", "__mp_main__"}:
    ui.page("/")(page)
    ui.run(host="localhost", port=int(os.environ["PORT"]), reload=False, show=False)
