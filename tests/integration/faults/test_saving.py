"""A save is kept whole or not at all, and once, whatever becomes of the process and whoever else is saving."""

from __future__ import annotations


class TestAProcessThatIsKilled:
    def test_leaves_all_of_a_save_or_nothing_and_sent_again_it_is_kept_once(self, store):
        *outcomes, end = store.run("killed_at_every_point")
        died = [one for one in outcomes if one["died"]]
        # Every statement of a save and both sides of its COMMIT were reached; a save has at least six statements.
        assert {"before commit", "after commit", 1, 2, 3, 4, 5, 6} <= {one["point"] for one in died}
        assert {one["point"] for one in died if one["entries"] == 2} == {"after commit"}
        assert {one["entries"] for one in died if one["point"] != "after commit"} == {0}
        assert all(one["whole"] for one in outcomes)
        assert {one["again"] for one in outcomes} == {2}
        assert end["whole"]


class TestOneSaveSentManyTimesAtOnce:
    def test_is_kept_once_and_every_answer_names_it(self, store):
        found = store.run("sent_twice_at_once")
        assert len(found["submissions_answered"]) == 1
        assert found["first_times"] == 1
        assert (found["submissions"], found["entries"], found["whole"]) == (1, 2, True)


class TestTwoPeopleAtOnce:
    def test_one_is_kept_and_the_other_is_told(self, store):
        found = store.run("two_people_at_once")
        assert found["each_kept_once"] == [["ConflictingEntries", "kept"]] * 10
        assert (found["entries"], found["whole"]) == (10, True)
