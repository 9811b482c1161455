"""Of two people who accept files of one school at the same moment one is kept, and the other is told."""

from __future__ import annotations


class TestTwoPeopleAtOnce:
    def test_with_the_same_new_pupil_admit_them_once_and_the_other_reads_again(self, store):
        found = store.run("accepted_at_once", "two_of_one_school")
        assert found["answers"] == [["ChangedSinceReview", "accepted"]] * 3
        assert found["pupils"] == ["NEW0", "NEW1", "NEW2"]
        assert found["admissions"] == 3
        # What was not accepted has been read again, and waits for a person.
        assert found["states"] == ["ready"] * 3

    def test_on_the_same_changeset_accept_it_once(self, store):
        found = store.run("accepted_at_once", "one_changeset")
        assert found == {"answers": ["accepted", "accepted"], "admissions": 1}

    def test_with_a_school_not_yet_on_record_make_it_once(self, store):
        found = store.run("accepted_at_once", "one_new_school")
        assert found == {"answers": ["ChangedSinceReview", "accepted"], "schools": 1, "pupils": 4}
