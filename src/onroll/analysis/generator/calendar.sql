-- Every weekday of every school's year, and what it is.
CREATE OR REPLACE TEMP VIEW calendar_as_written AS
SELECT held.school, weekday_of_pattern.date, session,
    CASE WHEN closure.date IS NULL THEN weekday_of_pattern.kind ELSE 'closure' END AS kind
FROM held JOIN weekday_of_pattern USING (pattern)
CROSS JOIN (SELECT unnest(['AM', 'PM']) AS session)
LEFT JOIN closure ON closure.school = held.school AND closure.date = weekday_of_pattern.date
ORDER BY held.school, weekday_of_pattern.date, session;
