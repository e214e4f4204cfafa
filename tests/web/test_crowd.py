"""One person fills neither the server's memory with files nor its time with pages, and gets room back."""

from types import SimpleNamespace

import pytest

from web.crowd import MOST_FILES, MOST_PAGES, Crowd


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, bytes]]:
    """What Streamlit holds: for each tab its files."""
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

    manager = MemoryUploadedFileManager("/upload")
    assert manager.file_storage == {}
    monkeypatch.setattr("streamlit.runtime.get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    return manager.file_storage  # type: ignore[return-value]


def test_pages_count_while_they_are_open() -> None:
    crowd = Crowd()
    pages = [crowd.page("an") for _ in range(MOST_PAGES)]
    for page in pages:
        assert not crowd.full("an")
        page.__enter__()
    assert crowd.full("an") and not crowd.full("bo")
    pages.pop().__exit__(None, None, None)
    assert not crowd.full("an")


def test_files_count_over_all_tabs_and_while_they_come(stored: dict[str, dict[str, bytes]]) -> None:
    crowd = Crowd()
    for number in range(MOST_FILES):
        tab = f"tab-{number % 3}"
        with crowd.upload("an", tab) as room:
            assert room
            stored.setdefault(tab, {})[str(number)] = b""
    with crowd.upload("an", "tab-4") as room, crowd.upload("bo", "tab-5") as other:
        assert not room and other
    del stored["tab-0"]
    with crowd.upload("an", "tab-4") as room:
        assert room
