"""What the mails say: made at the moment of sending, in the language of who gets them."""

from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from html import escape
from typing import NamedTuple, Protocol

from data_model.read.outbox import Mail
from data_model.tokens import signed
from data_model.write.outbox import INVITATION, SIGN_IN_LINK
from words.language import Words


class House(Protocol):
    """What of the settings is needed to write and send. `url` is the public address of this site."""

    @property
    def url(self) -> str: ...
    @property
    def secret(self) -> str | None: ...
    @property
    def smtp_url(self) -> str | None: ...
    @property
    def mail_from(self) -> str: ...


class Letter(NamedTuple):
    """A subject that tells nothing of anyone, and paragraphs; one that is an address becomes a link."""

    subject: str
    paragraphs: tuple[str, ...]


def compose(mail: Mail, house: House, at: datetime) -> EmailMessage:
    """The whole mail. `ValueError` when the address is none that mail can go to."""
    words = Words(mail.language)
    letter = _WRITTEN[mail.kind](mail, house, words)
    message = EmailMessage()
    message["From"] = house.mail_from
    message["To"] = Address(addr_spec=mail.email)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    # The same at every try, so that a mail server can know the second one for a copy.
    message["Message-ID"] = (
        f"<{mail.id}.{mail.created_at:%Y%m%d%H%M%S}@{parseaddr(house.mail_from)[1].partition('@')[2]}>"
    )
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = words.language
    message.set_content("\n\n".join(letter.paragraphs) + "\n")
    message.add_alternative(_html(letter, words), subtype="html")
    return message


def _sign_in_link(mail: Mail, house: House, words: Words) -> Letter:
    assert mail.link_key and mail.link_expires_at and house.secret
    return Letter(
        words("Your link to sign in to Schakel"),
        (
            words("Hello,"),
            words("You asked for a link to sign in to Schakel. Open it in the browser in which you asked for it:"),
            f"{house.url}/u/{signed(mail.link_key, house.secret)}",
            words(
                "The link works once, until {time} (Dutch time). Do not send it on to anybody.",
                time=words.time(mail.link_expires_at),
            ),
            words("Did you not ask for this? Then you need not do anything: nobody comes in with this link alone."),
        ),
    )


def _invitation(mail: Mail, house: House, words: Words) -> Letter:
    invited = (
        words("You have been invited to Schakel, for the network {network}.", network=mail.network_name)
        if mail.network_name
        else words("You have been invited to Schakel.")
    )
    return Letter(
        words("Invitation to Schakel"),
        (
            words("Hello,"),
            invited,
            words("With Schakel, organisations that work together against child poverty stay in touch."),
            words("Sign in here:"),
            f"{house.url}/aanmelden",
            words("Use your work account if that page offers it. If not, ask there for a link to this e-mail address."),
        ),
    )


_WRITTEN: dict[str, Callable[[Mail, House, Words], Letter]] = {
    SIGN_IN_LINK: _sign_in_link,
    INVITATION: _invitation,
}


def _html(letter: Letter, words: Words) -> str:
    told = "".join(f"<p>{_linked(escape(paragraph))}</p>" for paragraph in letter.paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{words.language}"><head><meta charset="utf-8">'
        f"<title>{escape(letter.subject)}</title></head><body>{told}</body></html>"
    )


def _linked(safe: str) -> str:
    is_address = safe.startswith(("https://", "http://")) and " " not in safe
    return f'<a href="{safe}">{safe}</a>' if is_address else safe
