"""What stops an analysis: a table that cannot be read as it stands."""


class BadTable(ValueError):
    """A table that cannot be used. The message names the file, the row where one is to blame, and the cure."""

    def __init__(self, where: str, what: str, cure: str) -> None:
        super().__init__(f"{where}: {what} {cure}")
        self.where = where
        self.what = what
        self.cure = cure
