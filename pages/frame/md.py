"""Names and other people's text inside Streamlit labels, which read Markdown: shown as typed, never as markup."""

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$@&=^\"'/])")


def md(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text.replace("\n", " "))
