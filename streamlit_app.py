"""The front door: opens a visit (who, which network, which day) and shows the page that was asked for."""

import streamlit as st

if __name__ == "__main__":
    from pages.frame.door import enter

    enter()
else:
    from pages.menu import PAGES
    from web.app import options

    app = st.App(__file__, **options(page.path for page in PAGES))
