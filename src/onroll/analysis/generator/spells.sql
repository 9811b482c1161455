-- Spells of absence, laid through a pupil's year so that none meets another and the year's absence comes out as drawn.
CREATE OR REPLACE TEMP TABLE left_to_miss AS
SELECT stay.*,
    CASE WHEN missed < 5 THEN 1 WHEN missed < 10 THEN 2 WHEN missed < 20 THEN 3 WHEN missed < 50 THEN 4 ELSE 5 END AS class,
    -- What is laid on a session already missed is lost: lay so much more.
    floor(least(
        greatest(sessions * missed / 100 - coalesce(away, 0), 0) * sessions / greatest(sessions - coalesce(away, 0), 1),
        sessions) + drawn(key, 50))::INTEGER AS to_miss
FROM stay LEFT JOIN (
    SELECT stay_no, sum(sessions) AS away FROM happening JOIN kind USING (kind) WHERE kind.of_the_year GROUP BY stay_no
) AS planned USING (stay_no);

-- Nobody is prone to everything, and who is prone to a thing meets it so much the oftener.
CREATE OR REPLACE TEMP TABLE prone AS
SELECT *, sum(share) OVER upto_here - share AS low, sum(share) OVER upto_here AS high, sum(share) OVER whole AS shares_in_all
FROM (
    SELECT stay_no, cause.*,
        CASE WHEN drawn(key * 64 + kind, 58) < cause.prone THEN weight / cause.prone ELSE 0 END AS share
    FROM left_to_miss JOIN cause USING (phase, class)
    WHERE to_miss > 0
)
WHERE share > 0
WINDOW upto_here AS (PARTITION BY stay_no ORDER BY kind), whole AS (PARTITION BY stay_no);

CREATE OR REPLACE TEMP TABLE spell AS
WITH thrown AS (
    SELECT stay_no, key, phase, class, first_day, last_day, to_miss, throw AS nth, key * 256 + throw AS spell_key
    FROM left_to_miss, unnest(range(least(ceil(to_miss / 1.4)::INTEGER + 3, 150))) AS r(throw)
    WHERE to_miss > 0
), of_a_kind AS (
    SELECT thrown.*, prone.kind, morning,
        CASE WHEN drawn(spell_key, 52) < half THEN 1
            ELSE 2 * least(1 + floor(ln(1 - drawn(spell_key, 53)) / ln(tail))::INTEGER, most) END AS long
    FROM thrown JOIN prone ON prone.stay_no = thrown.stay_no
        AND drawn(spell_key, 51) * shares_in_all >= low AND drawn(spell_key, 51) * shares_in_all < high
), so_far AS (
    SELECT *, sum(long) OVER (PARTITION BY stay_no ORDER BY nth) AS missed_so_far FROM of_a_kind
), kept AS (
    SELECT * REPLACE (least(long, to_miss - (missed_so_far - long))::INTEGER AS long), (least(long, to_miss - (missed_so_far - long)) + 1)::INTEGER // 2 AS days,
        -ln(1 - drawn(spell_key, 54)) AS gap
    FROM so_far WHERE missed_so_far - long < to_miss
), spread AS (
    SELECT *,
        sum(days) OVER before - days AS days_before, sum(days) OVER whole AS days_in_all,
        sum(gap) OVER before / (sum(gap) OVER whole - ln(1 - drawn(key, 55))) AS place
    FROM kept
    WINDOW before AS (PARTITION BY stay_no ORDER BY nth), whole AS (PARTITION BY stay_no)
), placed AS (
    SELECT spread.*, pattern, sessions,
        upto[first_day] + place * (upto[last_day + 1] - upto[first_day]) AS weighed,
        season.places
    FROM spread JOIN (SELECT stay_no, pattern, sessions FROM stay) AS of USING (stay_no)
    JOIN season USING (pattern, phase)
), begun AS (
    SELECT *, least(first_day + days_before + floor(
        least(greatest((places[least(floor(weighed * 1000)::INTEGER + 1, 1001)] - (first_day - 1)) / (last_day - first_day + 1), 0), 0.99999)
        * greatest(last_day - first_day + 2 - days_in_all, 1))::INTEGER, last_day - days + 1) AS number
    FROM placed
), moved AS (
    -- A single day falls on the day of the week it is likeliest on, for those who have room between their spells.
    SELECT begun.*, coalesce(CASE WHEN begun.days = 1 AND class < 4 THEN week.days[CASE
            WHEN drawn(spell_key, 56) < mon THEN 1 WHEN drawn(spell_key, 56) < tue THEN 2 WHEN drawn(spell_key, 56) < wed THEN 3
            WHEN drawn(spell_key, 56) < thu THEN 4 ELSE 5 END] END, begun.number) AS day_number
    FROM begun JOIN day ON day.pattern = begun.pattern AND day.number = begun.number
    JOIN week ON week.pattern = begun.pattern AND week.week = day.week
    JOIN weekday ON weekday.phase = begun.phase
)
SELECT stay_no,
    (CASE WHEN day_number BETWEEN first_day AND last_day THEN day_number ELSE number END - 1) * 2
        + CASE WHEN long = 1 AND drawn(spell_key, 57) >= morning THEN 1 ELSE 0 END AS first_session,
    long AS sessions, 1 AS step, kind
FROM moved;
