-- The pupils of a lot of schools, and each time one of them was on a school's roll in the year.
CREATE OR REPLACE TEMP TABLE child AS
WITH one AS (
    SELECT cohort.*, nth, first_pupil + nth AS child_no,
        issuer || lpad(((year - year_group) % 100)::VARCHAR, 2, '0') || lpad(nth::VARCHAR, 3, '0') AS rest
    FROM cohort CROSS JOIN setting, unnest(range(size)) AS r(nth)
), known AS (
    SELECT one.*,
        drawn(child_no, 1) < meals_share AS fsm,
        drawn(child_no, 2) < shares.plan AS ehcp,
        drawn(child_no, 2) < shares.plan + shares.support AS sen_of_any_kind,
        drawn(child_no, 3) < minority_share AS minority,
        drawn(child_no, 4) AS which,
        drawn(child_no, 5) AS stay,
        shares
    FROM one JOIN shares USING (phase)
)
SELECT known.* EXCLUDE (which, minority),
    coalesce(ethnicity.code, majority) AS ethnicity,
    coalesce(observance, 0) AS observance,
    stay < shares.part_of_year AS part_of_year,
    school_leaning + spread * normal(child_no, 6)
        + CASE WHEN fsm THEN of_meals ELSE 0 END
        + CASE WHEN ehcp THEN of_plan WHEN sen_of_any_kind THEN of_support ELSE 0 END
        + CASE WHEN stay < shares.part_of_year THEN shares.part_of_year_leaning ELSE 0 END
        + coalesce(ethnicity.leaning, 0) AS leaning,
    make_date((year - 5 - year_group)::BIGINT, 9, 1) + floor(drawn(child_no, 8) * 365)::INTEGER AS born,
    check_letter(rest) || rest AS pupil
FROM known CROSS JOIN setting
LEFT JOIN ethnicity ON minority AND which >= ethnicity.low AND which < ethnicity.high;

CREATE OR REPLACE TEMP TABLE stay AS
WITH whole AS (
    SELECT child.*, pattern.days, pattern.dates,
        CASE WHEN year_group = 11 THEN last_of_year_11 ELSE pattern.days END AS last_of_year,
        0.02 + 0.98 * pow(drawn(child_no, 10), 2.3) AS part,
        0.1 + 0.8 * drawn(child_no, 10) AS move_at,
        partner IS NOT NULL AND stay < shares.movers AS moves,
        stay >= shares.movers AND stay < shares.movers + shares.leavers AS leaves,
        stay >= shares.movers + shares.leavers AND part_of_year AS joins
    FROM child JOIN pattern ON pattern.number = child.pattern
), of_school AS (
    SELECT *, 0 AS nth_stay, school AS at_school, pattern AS at_pattern,
        CASE WHEN joins THEN 1 + floor(last_of_year * (1 - part))::INTEGER ELSE 1 END AS first_day,
        CASE WHEN leaves THEN greatest(ceil(last_of_year * part), 1)::INTEGER
            WHEN moves THEN greatest(floor(last_of_year * move_at), 1)::INTEGER
            ELSE last_of_year END AS last_day,
        -- Reception starts a few at a time.
        CASE WHEN year_group = 0 AND NOT joins THEN floor(drawn(child_no, 11) * 4)::INTEGER ELSE 0 END AS before_start
    FROM whole
    UNION ALL
    SELECT whole.*, 1, partner, partner_pattern, floor(last_of_year * move_at)::INTEGER + 2, last_of_year, 0
    FROM whole WHERE moves AND floor(last_of_year * move_at)::INTEGER + 2 <= last_of_year
)
SELECT row_number() OVER (ORDER BY at_school, pupil) AS stay_no,
    child_no * 2 + nth_stay AS key,
    of_school.* EXCLUDE (school, pattern, days, dates, at_school, at_pattern),
    at_school AS school, at_pattern AS pattern, pattern.dates AS dates, pattern.days AS last_of_whole_year,
    CASE WHEN year_group = 0 THEN 'R' ELSE year_group::VARCHAR END AS year_name,
    (last_day - first_day + 1) * 2 AS sessions,
    nth // 28 + 1 AS group_in_year,
    (at_school::BIGINT * 16 + year_group) * 64 + nth // 28 AS group_no,
    -- Some are late most days, and most hardly ever.
    least(shares.late / 100 * exp(1.1 * normal(child_no, 12) - 0.605), 0.5) AS late,
    curve.rates[least(greatest(round((leaning - lowest) / step)::INTEGER + 1, 1), knots)] AS missed
FROM of_school CROSS JOIN setting
JOIN pattern ON pattern.number = at_pattern
JOIN curve USING (phase, year_group);

CREATE OR REPLACE TEMP VIEW pupils_as_written AS
SELECT pupil, school, year_name AS year_group,
    CASE WHEN drawn(child_no, 14) < 0.51 THEN 'M' ELSE 'F' END AS sex,
    ethnicity, fsm,
    CASE WHEN ehcp THEN 'E' WHEN sen_of_any_kind THEN 'K' ELSE 'N' END AS sen,
    ehcp,
    drawn(child_no, 15) < CASE WHEN fsm THEN 0.075 ELSE 0.02 END AS social_worker,
    drawn(child_no, 16) < 0.007 AS looked_after,
    drawn(child_no, 17) < 0.006 AS young_carer,
    born,
    CASE WHEN joins OR nth_stay = 1 OR before_start > 0 THEN dates[first_day + before_start]
        ELSE make_date((year - CASE phase WHEN 'primary' THEN year_group WHEN 'secondary' THEN year_group - 7 ELSE year_group // 2 END)::BIGINT, 9, 1)
        END AS starting_day,
    CASE WHEN last_day < last_of_whole_year OR year_group = 11 THEN dates[last_day] END AS leaving_day,
    year_name || '/' || group_in_year AS registration_group,
    phase
FROM stay CROSS JOIN setting ORDER BY stay_no;
