"""Where somebody may be sent on to: an address of this site, and nowhere else."""

from urllib.parse import quote, urlsplit


def inside(address: str | None) -> str:
    """The address when it is a path of this site, else the front page: nobody is sent elsewhere after signing in."""
    path = address or "/"
    unsafe = not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable()
    try:
        return "/" if unsafe or urlsplit(path).netloc else quote(path, safe="/?&=%#+,:;@!~*'()")
    except ValueError:
        return "/"
