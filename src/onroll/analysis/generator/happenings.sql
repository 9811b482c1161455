-- What befalls a pupil at a place in the year: so many sessions from a first one, every one or every second.
-- Sessions are numbered from 0 within the school's year, mornings even.
CREATE OR REPLACE TEMP TABLE happening (stay_no INTEGER, first_session INTEGER, sessions INTEGER, step INTEGER, kind INTEGER);

-- Whole schools: a planned closure, and one nobody planned.
INSERT INTO happening
SELECT stay_no, (closure.number - 1) * 2, 2, 1, closure.kind
FROM stay JOIN closure USING (school)
WHERE closure.number BETWEEN first_day AND last_day;

-- A register that was never taken.
INSERT INTO happening
SELECT stay_no, taken, 1, 1, kind
FROM (
    SELECT stay.*, kind.kind, floor(drawn(group_no, 19) * last_of_year * 2)::INTEGER AS taken
    FROM stay JOIN kind ON name = 'not taken' CROSS JOIN setting
    WHERE drawn(group_no, 18) < not_taken
)
WHERE taken BETWEEN (first_day - 1) * 2 AND last_day * 2 - 1;

-- Not yet on roll.
INSERT INTO happening
SELECT stay_no, (first_day - 1) * 2, before_start * 2, 1, kind
FROM stay JOIN kind ON name = 'before start' WHERE before_start > 0;

-- Sixth formers are at school when they have a lesson.
INSERT INTO happening
SELECT stay_no, (number - 1) * 2 + half, 1, 1, kind
FROM stay JOIN kind ON name = 'not timetabled' CROSS JOIN setting, unnest(range(first_day, last_day + 1)) AS r(number), unnest([0, 1]) AS h(half)
WHERE year_group > 11 AND drawn(key * 16 + isodow(dates[number]) * 2 + half, 20) < free_periods;

-- Runs of days, each of its own cause.
INSERT INTO happening
SELECT stay_no,
    (first_day - 1) * 2 + floor(drawn(key * 64 + running.kind, 22) * greatest(sessions - long, 1) / 2)::INTEGER * 2,
    least(long, sessions), 1, kind
FROM (
    SELECT stay.*, running.kind, running.chance, from_travellers, least + floor(drawn(key * 64 + running.kind, 21) * (most - least + 1))::INTEGER AS long
    FROM stay JOIN running USING (phase)
) AS running
WHERE drawn(key * 64 + kind, 23) < chance AND (NOT from_travellers OR ethnicity IN ('WIRT', 'WROM'));

-- Part of a school closed to a year group.
INSERT INTO happening
SELECT stay_no, (number - 1) * 2, 2, 1, kind
FROM (
    SELECT stay.*, kind.kind, 1 + floor(drawn(school::INTEGER * 16 + year_group, 25) * last_of_whole_year)::INTEGER AS number
    FROM stay JOIN kind ON name = 'part closed'
    WHERE drawn(school::INTEGER * 16 + year_group, 24) < shares.part_closed
)
WHERE number BETWEEN first_day AND last_day;

-- Study leave, where a school gives it: Year 11 in its last weeks, in for some days.
INSERT INTO happening
SELECT stay_no, (number - 1) * 2, 2, 1, kind
FROM stay JOIN kind ON name = 'study leave', unnest(range(greatest(last_of_year - 22, first_day), last_day + 1)) AS r(number)
WHERE year_group = 11 AND study_leave AND drawn(key * 256 + number, 26) < 0.55;

-- Visits of a registration group.
INSERT INTO happening
SELECT stay_no, (number - 1) * 2, 2 * CASE WHEN drawn(group_no, 31) < 0.15 THEN 3 ELSE 1 END, 1, kind
FROM (
    SELECT stay.* EXCLUDE (first_day, last_day, group_no), stay.first_day, stay.last_day, kind.kind,
        stay.group_no * 8 + half_term.number AS group_no,
        half_term.first_day + floor(drawn(stay.group_no * 8 + half_term.number, 30) * half_term.days)::INTEGER AS number
    FROM stay JOIN kind ON name = 'visit' JOIN half_term ON half_term.pattern = stay.pattern
    WHERE drawn(stay.group_no * 8 + half_term.number, 29) < half_term.visits * shares.visits
        AND drawn(key * 8 + half_term.number, 32) < 0.92
)
WHERE number BETWEEN first_day AND last_day;

-- A week of work experience for Year 10, where the school keeps one.
INSERT INTO happening
SELECT stay_no, (last_of_year - 16) * 2, 10, 1, kind
FROM stay JOIN kind ON name = 'work experience'
WHERE year_group = 10 AND work_experience AND first_day < last_of_year - 16 AND last_day > last_of_year - 12
    AND drawn(key, 33) < shares.work_experience;

-- Matches: afternoons of those who are in a team.
INSERT INTO happening
SELECT stay_no, (first_day - 1) * 2 + floor(drawn(key * 8 + nth_match, 35) * sessions / 2)::INTEGER * 2 + 1, 1, 1, kind
FROM stay JOIN kind ON name = 'sport', unnest(range(4)) AS r(nth_match)
WHERE drawn(key, 34) < shares.sport;

-- Days set apart by a religious body.
INSERT INTO happening
SELECT stay_no, (number - 1) * 2, 2, 1, kind
FROM stay JOIN kind ON name = 'religious observance' CROSS JOIN setting, unnest(observances) AS r(number)
WHERE drawn(key, 36) < observance * shares.observance AND number BETWEEN first_day AND last_day;

-- A part-time timetable: afternoons at home for some weeks, of those who miss much.
INSERT INTO happening
SELECT stay_no, (first_day - 1) * 2 + 1 + 2 * floor(drawn(key, 39) * greatest(sessions // 2 - long, 1))::INTEGER,
    least(long, sessions // 2), 2, kind
FROM (
    SELECT stay.*, kind.kind,
        least(15 + floor(drawn(key, 38) * 60), floor(sessions * missed / 125))::INTEGER AS long
    FROM stay JOIN kind ON name = 'part-time timetable'
    WHERE drawn(key, 37) < shares.part_time * least(missed, 40)
)
WHERE long > 0;

-- Holidays: at an end of a half term, or in the middle of one.
INSERT INTO happening
WITH chosen AS (
    SELECT stay.*, half_term.first_day AS from_day, half_term.days AS of_days,
        -- Nobody is away for longer than what they miss in all.
        least(floor(sessions * missed / 200)::INTEGER, CASE
            WHEN drawn(key, 41) < 0.15 THEN 3 WHEN drawn(key, 41) < 0.72 THEN 5
            WHEN drawn(key, 41) < 0.87 THEN 8 ELSE 10 END) AS long
    FROM stay CROSS JOIN setting
    JOIN half_term ON half_term.pattern = stay.pattern
        AND drawn(key, 42) >= half_term.low AND drawn(key, 42) < half_term.high
    WHERE drawn(key, 40) < shares.holiday
)
SELECT stay_no, (number - 1) * 2, least(long, last_day - number + 1) * 2, 1, kind
FROM (
    SELECT chosen.*, kind.kind, greatest(first_day, CASE
        WHEN drawn(key, 43) < 0.35 THEN from_day + of_days - long
        WHEN drawn(key, 43) < 0.60 THEN from_day
        ELSE from_day + floor(drawn(key, 44) * greatest(of_days - long, 1))::INTEGER END) AS number
    FROM chosen JOIN kind ON name = 'holiday'
)
WHERE long > 0 AND number <= last_day;
