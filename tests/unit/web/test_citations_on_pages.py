"""How a page cites the law: small, by the part, with the whole name on hover."""

from __future__ import annotations

from onroll.law.exclusions import SIXTH_DAY
from onroll.law.instruments import PUPIL_REGISTRATION_2024
from onroll.service.web.formats import cite


class TestACitationOnAPage:
    def test_names_several_provisions_in_the_plural(self):
        assert ">Regulations 3 and 4</a>" in cite(SIXTH_DAY)

    def test_names_one_provision_in_the_singular(self):
        assert ">Regulation 10(2) to (4)</a>" in cite(PUPIL_REGISTRATION_2024.at("10(2) to (4)"))
