"""A page without Streamlit says what it is given and nothing more."""

from web.plain import Field, Form, Link, page

NASTY = '"><script>alert(1)</script>'


def test_a_page_shows_its_title_sentences_form_and_ways_on() -> None:
    answer = page(
        "Vraag een link",
        "Vul je adres in.",
        form=Form("/aanmelden/link", "Stuur", (Field("adres", "E-mail", "email", "email"),), {"naar": "/ritme"}),
        links=(Link("/aanmelden", "Terug"),),
        status=410,
    )
    html = bytes(answer.body).decode()
    assert answer.status_code == 410 and '<html lang="nl">' in html
    assert "<h1>Vraag een link</h1>" in html and "<p>Vul je adres in.</p>" in html
    assert '<form method="post" action="/aanmelden/link">' in html and 'for="adres">E-mail' in html
    assert '<input type="hidden" name="naar" value="/ritme">' in html and '<a href="/aanmelden">Terug</a>' in html


def test_a_page_is_kept_nowhere_and_tells_no_one_its_address() -> None:
    headers = page("Titel", headers={"Retry-After": "5"}).headers
    assert headers["cache-control"] == "no-store" and headers["referrer-policy"] == "strict-origin"
    assert headers["retry-after"] == "5"


def test_nothing_given_to_a_page_becomes_markup() -> None:
    form = Form(NASTY, NASTY, (Field(NASTY, NASTY, NASTY, NASTY),), {NASTY: NASTY})
    html = bytes(page(NASTY, NASTY, form=form, links=(Link(NASTY, NASTY),), language=NASTY).body).decode()
    assert "<script" not in html and html.count("&lt;script") == 16
