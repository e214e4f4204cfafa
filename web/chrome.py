"""The script of every page: Streamlit's own English words in the reader's language, and what Streamlit cannot do."""

import json
from pathlib import Path

from babel.dates import get_month_names

from words.language import N_, Words

# First where the server is; the others do not lean on each other.
_PARTS = ("words", "links", "connection", "typed", "focus", "list", "days", "watch")
_SCRIPT = "\n".join((Path(__file__).parent / "scripts" / f"{part}.js").read_text() for part in _PARTS)

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
    "Select (\\d+) matches": N_("Choose these {part}"),
    "You can only select up to (\\d+) options?.*": N_("You can choose {part} at most. Take one away first."),
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
    "Choose an option": N_("Choose"),
    "Choose options": N_("Choose"),
    "Selected values": N_("Chosen"),
    "Increment": N_("One more"),
    "Decrement": N_("One less"),
    "Empty": N_("not filled in"),
    "Press Enter to .+": N_("Press Enter to confirm"),
    "Press (.+)\\+Enter to .+": N_("Press {part} and Enter to confirm"),
    "Download as (PNG|SVG)(?:: .+)?": N_("Keep as a picture ({part})"),
    "Copy Vega-Lite spec(?:: .+)?": N_("Copy how this chart is made"),
    "visualization": N_("chart"),
    "group mark container": N_("chart"),
    "Connection lost\\. Please wait .+": N_("The connection is lost. Wait until it is back, then try again."),
}

# What the scripts say themselves, and where that stands in them.
_SENTENCES = {
    "typed before": N_("You typed here before:"),
    "drawn anew": N_("The page now shows what somebody else changed."),
}


def _days(words: Words) -> dict[str, str]:
    """The calendar tells screen readers which day was chosen, with the English name of the month."""
    english, ours = (get_month_names("wide", locale=locale) for locale in ("en", words.language))
    told = N_("Chosen day: {day}")
    return {f"Selected Date: {english[n]} 0?(\\d+), (\\d+)": words(told, day=f"$1 {ours[n]} $2") for n in english}


def start_script(language: str) -> str:
    """Where the server is, and what to say instead of Streamlit's own words. English needs no replacing."""
    words = Words(language)
    said = (
        {} if language == "en" else {english: words(ours, part="$1") for english, ours in CHROME.items()} | _days(words)
    )
    rules = [[f"^{english}$", ours] for english, ours in said.items()]
    script = _SCRIPT.replace("[/* rules */]", json.dumps(rules))
    for place, sentence in _SENTENCES.items():
        script = script.replace(f'/* {place} */ ""', json.dumps(words(sentence)))
    return script
