"""The front door: opens a visit (who, which network, which day) and shows the page that was asked for."""

if __name__ == "__main__":
    from pages.loaded import enter

    enter()
else:
    from pages.loaded import addresses
    from web.app import app as around

    app = around(__file__, addresses)
