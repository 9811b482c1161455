"""Whether the tests of the law would notice a mistake: one small change at a time, and the tests that should fail.

    ./run mutants returns penalty_notices

A change that no test notices has survived. It is either a test not written yet, or a change that changes nothing; those
are explained in `tests/law/mutants.toml`, which is read back so that only what is new is reported.
"""
