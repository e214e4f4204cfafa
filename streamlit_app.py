"""The front door: opens a visit (who, which network, which day) and shows the page that was asked for."""

if __name__ == "__main__":
    from pages.frame.loaded import enter

    enter()
else:
    from web.app import options  # first: web/lean.py

    # isort: split
    import streamlit as st

    from pages.frame.loaded import addresses

    app = st.App(__file__, **options(addresses))
