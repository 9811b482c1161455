-- One code a pupil and session: of what befell a pupil in a session, the kind that comes first.
CREATE OR REPLACE TEMP TABLE befell AS
SELECT (stay_no * 512 + first_session + nth * step)::INTEGER AS place, min(kind) AS kind
FROM (SELECT * FROM happening UNION ALL SELECT * FROM spell) AS one, unnest(range(sessions)) AS r(nth)
GROUP BY place;

CREATE OR REPLACE TEMP VIEW entries_as_written AS
WITH place AS (
    SELECT stay_no::INTEGER AS stay_no, key * 512 AS key, group_no % 7 * 97 AS class_time, late, pattern, school, pupil,
        unnest(range((first_day - 1) * 2, last_day * 2))::INTEGER AS n
    FROM (FROM stay ORDER BY stay_no)
), mark AS (
    SELECT place.* EXCLUDE (late, pattern), day.date, n % 2 = 0 AS am, kind,
        kind IS NULL AND drawn(key + n, 60) < late * CASE WHEN n % 2 = 0 THEN 1.6 ELSE 0.4 END AS is_late
    FROM place JOIN day ON day.pattern = place.pattern AND day.number = n // 2 + 1
    LEFT JOIN befell ON befell.place = stay_no * 512 + n
), timed AS (
    SELECT mark.*,
        CASE WHEN is_late THEN least(1 + floor(-8 * ln(1 - drawn(key + n, 61))), 29)::SMALLINT
            WHEN kind = after_closing THEN (31 + floor(drawn(key + n, 61) * 70))::SMALLINT END AS minutes_late
    FROM mark CROSS JOIN setting
)
SELECT school, pupil, date,
    CASE WHEN am THEN 'AM' ELSE 'PM' END AS session,
    CASE WHEN is_late THEN late_code WHEN kind IS NOT NULL THEN codes[kind] WHEN am THEN '/' ELSE '\' END AS code,
    minutes_late,
    -- A class is entered at one time, who comes late when they come, why somebody is away, an hour later.
    date + to_minutes(CASE WHEN am THEN 525 ELSE 780 END + (class_time + n * 131) % 15
        + CASE WHEN minutes_late IS NOT NULL THEN minutes_late WHEN kind IS NOT NULL THEN 60 ELSE 0 END) AS recorded_at
FROM timed CROSS JOIN setting;
