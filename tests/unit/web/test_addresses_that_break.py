"""An email address too long for its card: broken after the @ and before dots, never in the middle of a word."""

from __future__ import annotations

from onroll.service.web.formats import breakable


class TestAnAddress:
    def test_may_break_after_the_at_and_before_dots_hyphens_and_underscores(self):
        assert breakable("a.long_name@tarn-high.example") == (
            "a<wbr>.long<wbr>_name@<wbr>tarn<wbr>-high<wbr>.example"
        )

    def test_is_escaped(self):
        assert "<b>" not in breakable("<b>@example.org")
