"""One pupil's sessions over one period, as whole numbers: what movers, near thresholds and what-ifs are worked out from."""

from typing import NamedTuple


class PupilFigures(NamedTuple):
    """What one enrolment comes to in one period. Whoever counts the pupil over all schools leaves `school` empty."""

    school: str
    pupil: str
    attended: int
    authorised: int
    unauthorised: int

    @property
    def absent(self) -> int:
        """Sessions of absence, authorised or not."""
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        """The pupil's own possible sessions."""
        return self.attended + self.authorised + self.unauthorised

    @property
    def enrolment(self) -> tuple[str, str]:
        """Whose they are: the school and the pupil."""
        return self.school, self.pupil

    def misses(self, per_cent: int) -> bool:
        """Answer whether so many per cent of the possible sessions, or more, was missed; no, of none."""
        return self.possible > 0 and self.absent * 100 >= self.possible * per_cent


class NoSuchThreshold(ValueError):
    """A share of sessions that cannot be crossed or come back from."""

    def __init__(self, per_cent: int) -> None:
        super().__init__(
            f"{per_cent}% cannot be a threshold of absence. Give a whole number of per cent from 1 to 99."
        )


def refuse_no_threshold(per_cent: int) -> None:
    """Raise `NoSuchThreshold` for a share that is not from 1 to 99 per cent."""
    if not 1 <= per_cent <= 99:
        raise NoSuchThreshold(per_cent)
