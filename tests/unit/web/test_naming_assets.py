"""A page asks for an asset by its plain name, and is given the name that holds its hash."""

import re

import pytest

from onroll.service.web import assets
from onroll.service.web.assets import AssetsNotBuilt, asset


class TestAsset:
    def test_is_named_after_its_contents(self):
        assert re.fullmatch(r"/static/build/onroll\.[0-9a-f]{12}\.css", asset("onroll.css"))

    def test_that_is_not_there_is_refused_by_name(self):
        with pytest.raises(AssetsNotBuilt, match=r"No asset is called crown\.svg"):
            asset("crown.svg")

    def test_before_any_is_built_says_what_to_run(self, tmp_path, monkeypatch):
        monkeypatch.setattr(assets, "BUILD", tmp_path)
        with pytest.raises(AssetsNotBuilt, match=r"Run \./run assets"):
            asset("onroll.css")
