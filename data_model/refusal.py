"""Why an act was not done: a kind and values, for which the screen has a sentence."""

from data_model.findings import Value


class Refusal(Exception):
    """An act that is not done. `field` is the argument to change, where there is one."""

    def __init__(self, kind: str, field: str | None = None, **values: Value) -> None:
        super().__init__(kind)
        self.kind = kind
        self.field = field
        self.values = values


class Forbidden(Refusal):
    """The viewer has no right to this, or the record is not there: both answer alike."""

    def __init__(self) -> None:
        super().__init__("not_found")
