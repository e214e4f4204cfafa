"""Streamlit's own English words in the reader's language: it has no setting for them."""

import json
from pathlib import Path

from words.language import N_, Words

_SCRIPT = Path(__file__).with_name("chrome.js").read_text()

# What Streamlit says as a regular expression, and what we say instead; {part} is the part in brackets.
CHROME = {
    "App pages": N_("Pages"),
    "Sidebar": N_("Menu"),
    "Collapse sidebar": N_("Close the menu"),
    "Expand sidebar": N_("Open the menu"),
    "Skip to main content": N_("Go to the content"),
    "Close": N_("Close"),
    "Dismiss": N_("Close"),
    "Open": N_("Open the list"),
    "Clear all": N_("Clear everything"),
    "Clear value": N_("Clear"),
    "Select all": N_("Choose everything"),
    "Remove (.+)": N_("Remove {part}"),
    "No results": N_("Nothing found"),
    "No options to select.?": N_("There is nothing to choose"),
    "(\\d+) options? available\\.?": N_("{part} to choose from"),
    "Choose date": N_("Choose a day"),
    "Choose date, (.+)": N_("Choose a day, {part}"),
    "Previous month": N_("Month before"),
    "Next month": N_("Next month"),
    "day, (.+)": N_("day, {part}"),
    "month, (.+)": N_("month, {part}"),
    "year, (.+)": N_("year, {part}"),
    "Fullscreen(?:: (.+))?": N_("Full screen"),
    "Close fullscreen(?:: (.+))?": N_("Close full screen"),
    "Show data(?:: (.+))?": N_("Show the figures"),
    "Show chart(?:: (.+))?": N_("Show the chart"),
    "Upload": N_("Choose a file"),
    "file upload": N_("Choose a file"),
    "Delete file(?:: (.+))?": N_("Take the file away"),
    "(\\d+)MB per file.*": N_("At most {part} MB per file"),
    "Running\\.\\.\\.": N_("Busy"),
    "Connecting\\.*": N_("Connecting"),
    "\\(required\\)": N_("(required)"),
}


def start_script(language: str) -> str:
    """Where the server is, and what to say instead of Streamlit's own words. English needs no replacing."""
    words = Words(language)
    said = {} if language == "en" else {english: words(ours, part="$1") for english, ours in CHROME.items()}
    rules = [[f"^{english}$", ours] for english, ours in said.items()]
    reminder = json.dumps(words(N_("You typed here before:")))
    return _SCRIPT.replace("[/* rules */]", json.dumps(rules)).replace('/* typed before */ ""', reminder)
