"""The pages under Absences: who is led to which."""

from onroll.service.access.permissions import Permission
from onroll.service.web.school.absences.parts import PARTS, parts_open_to


def _texts(*held: Permission) -> list[str]:
    names = {one.name for one in held}
    return [part.text for part in parts_open_to(names.__contains__, 1)]


class TestPartsOfAbsences:
    def test_lead_a_tutor_to_the_call_list_alone(self):
        assert _texts(Permission.ABSENCE_VIEW) == ["Call list"]

    def test_lead_the_safeguarding_lead_to_what_they_decide(self):
        assert _texts(Permission.ABSENCE_VIEW, Permission.ESCALATION_DECIDE) == ["Call list", "Escalations"]

    def test_need_every_permission_of_a_page(self):
        assert "Days left for a reason" not in _texts(Permission.REGISTER_VIEW)
        assert "Days left for a reason" in _texts(Permission.REGISTER_VIEW, Permission.ROLL_VIEW)

    def test_lead_to_each_page_once(self):
        assert len({part.page for part in PARTS}) == len(PARTS)
