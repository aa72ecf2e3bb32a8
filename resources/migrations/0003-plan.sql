-- The retirement plan of a run: what the plan stage of each year yields (P-129, P-132), the figures of its cost, and the
-- tests of a year. Conventions are those of 0001. Runs that were written before this migration have no rows in the new
-- tables and NULL in the new columns.

-- ------------------------------------------------------------------------------------------------- plan events
-- The first eight columns are those of every event table. `draw` is the uniform of the decision and probability_ppm its
-- probability; both NULL where nothing was drawn. Rule, process and draw index follow from type and category: the public
-- view says them.

-- DC_PLAN_ELIGIBILITY (P-26 … P-32).
CREATE TABLE event_eligibility (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,           -- entry, or what it would have been
  category UTINYINT NOT NULL,             -- ELIGIBILITY_CATEGORIES: 0 entered, 1 ltptEntered, 2 barred
  duplicate_index UTINYINT NOT NULL,
  age_date DATE,                          -- NULL where the plan asks for no age
  service_date DATE,                      -- NULL where the service is never reached
  plan_entry_date DATE,                   -- by the conditions of the plan
  statutory_date DATE,                    -- latest entry by law (P-28)
  basis UTINYINT NOT NULL,                -- ENTRY_BASES
  barred_reason UTINYINT NOT NULL,        -- BARRED_REASONS; 0 for people who enter
  probability_ppm INTEGER,                -- process 100: simulated hires only
  draw DOUBLE
);

-- DC_PLAN_ENROLLMENT (P-38 … P-48).
CREATE TABLE event_enrollment (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,
  category UTINYINT NOT NULL,             -- ENROLLMENT_CATEGORIES: 0 auto, 1 sweep, 2 proactive, 3 voluntary, 4 conversion
  duplicate_index UTINYINT NOT NULL,
  rate_ppm INTEGER NOT NULL,              -- elected
  table_rate_ppm INTEGER,                 -- of the table, before magnet and clamp
  ceiling_ppm INTEGER,                    -- smallest rate with the most match (P-46)
  magnet BOOLEAN NOT NULL,                -- moved to the ceiling (P-45)
  roth_share_ppm INTEGER,
  age_segment UTINYINT NOT NULL,          -- position in segments.behaviourAge, from 0
  income_segment UTINYINT NOT NULL,       -- position in segments.income, from 0
  probability_ppm INTEGER,                -- process 101, 103 or 106
  draw DOUBLE,
  date_draw DOUBLE,                       -- process 102, proactive only
  magnet_draw DOUBLE,                     -- process 107
  roth_draw DOUBLE                        -- process 111
);

-- DC_PLAN_DEFERRAL_CHANGE (P-40, P-49 … P-54).
CREATE TABLE event_deferral_change (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,
  category UTINYINT NOT NULL,             -- DEFERRAL_CHANGE_CATEGORIES: 0 optOut, 1 withdrawal, 2 escalation,
                                          -- 3 escalationRefused, 4 matchResponse
  duplicate_index UTINYINT NOT NULL,
  old_rate_ppm INTEGER NOT NULL,
  new_rate_ppm INTEGER NOT NULL,
  ceiling_ppm INTEGER,                    -- match response only
  limit_applied UTINYINT NOT NULL,        -- RESPONSE_LIMITS
  probability_ppm INTEGER,                -- process 105, 108, 109 or 110
  draw DOUBLE
);

-- DC_PLAN_CONTRIBUTION: amounts other than 0 (P-130).
CREATE TABLE event_contribution (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,           -- settlement date s(y)
  category UTINYINT NOT NULL,             -- CONTRIBUTION_CATEGORIES: 0 deferralPreTax, 1 deferralRoth, 2 catchUpPreTax,
                                          -- 3 catchUpRoth, 4 match, 5 matchTrueUp, 6 core, 7 coreExcess, 8 forfeitureReallocated
  duplicate_index UTINYINT NOT NULL,
  amount_cents BIGINT NOT NULL,           -- after section 16
  pay_base_cents BIGINT,                  -- deferrals: pay of the days with a rate; else capped plan pay
  rate_ppm INTEGER,                       -- NULL for match (tiers of the band) and reallocations
  band UTINYINT,                          -- band of the formula, from 0; NULL without bands
  limit_bound UTINYINT NOT NULL,          -- DEFERRAL_LIMITS, deferrals only
  reduced_415_cents BIGINT NOT NULL       -- taken from this amount by section 16
);

-- DC_PLAN_VESTING (P-81, P-82): the percent changed, or the person left.
CREATE TABLE event_vesting (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,           -- settlement date s(y)
  category UTINYINT NOT NULL,             -- EMPLOYER_SOURCES: 0 match, 1 core
  duplicate_index UTINYINT NOT NULL,
  credited_years INTEGER NOT NULL,
  percent_ppm INTEGER NOT NULL,
  reason UTINYINT NOT NULL,               -- VESTING_REASONS
  balance_cents BIGINT NOT NULL           -- after the contributions of the year, before forfeiture
);

-- DC_PLAN_FORFEITURE: amounts other than 0 (P-83).
CREATE TABLE event_forfeiture (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,           -- settlement date s(y)
  category UTINYINT NOT NULL,             -- EMPLOYER_SOURCES: 0 match, 1 core
  duplicate_index UTINYINT NOT NULL,
  balance_cents BIGINT NOT NULL,          -- before forfeiture
  percent_ppm INTEGER NOT NULL,           -- vested
  amount_cents BIGINT NOT NULL            -- forfeited
);

-- HCE_STATUS (P-87 … P-89): one for each HCE employed in the year; without one a person is not an HCE.
CREATE TABLE event_hce_status (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,           -- settlement date s(y)
  category UTINYINT NOT NULL,             -- HCE_CATEGORIES: 0 owner, 1 pay, 2 payTopGroup
  duplicate_index UTINYINT NOT NULL,
  lookback_pay_cents BIGINT,              -- NULL without pay in the year before
  provenance UTINYINT NOT NULL,           -- LOOKBACK_SOURCES
  threshold_cents BIGINT NOT NULL,        -- hceCompensation of the year before
  owner BOOLEAN NOT NULL,                 -- of more than 5 % in this year or the year before
  pay_rank INTEGER                        -- among everyone paid in the year before, from 1 (P-88)
);

-- ------------------------------------------------------------------------------------------- state and figures

-- Plan state of the opening persons at close of 31 December before the first year, ascending by person.
CREATE TABLE opening_plan (
  run_key INTEGER NOT NULL,
  person INTEGER NOT NULL,
  plan_entry_date DATE,
  plan_entry_basis UTINYINT NOT NULL,     -- ENTRY_BASES
  plan_status UTINYINT NOT NULL,          -- PLAN_STATUSES
  enrollment_date DATE,
  enrollment_source UTINYINT NOT NULL,    -- ENROLLMENT_SOURCES
  deferral_rate_ppm INTEGER NOT NULL,
  roth_share_ppm INTEGER,
  opt_out_date DATE,
  credited_years INTEGER NOT NULL,
  vested_match_ppm INTEGER NOT NULL,
  vested_core_ppm INTEGER NOT NULL,
  balance_deferral_cents BIGINT NOT NULL,
  balance_match_cents BIGINT NOT NULL,
  balance_core_cents BIGINT NOT NULL,
  lookback_pay_cents BIGINT,              -- pay received in the year before; NULL for people hired later
  lookback_source UTINYINT NOT NULL,      -- LOOKBACK_SOURCES
  balances_missing BOOLEAN NOT NULL       -- an account balance is not known: it counts as 0 (P-78)
);

-- Plan state at year end and amounts of the year (P-132), beside the state of the workforce in the same row. Where no
-- design is in force (P-23) the state goes on and every amount is 0.
ALTER TABLE snapshot ADD COLUMN plan_entry_date DATE;             -- NULL: not entered
ALTER TABLE snapshot ADD COLUMN plan_entry_basis UTINYINT;        -- ENTRY_BASES
ALTER TABLE snapshot ADD COLUMN plan_status UTINYINT;             -- PLAN_STATUSES
ALTER TABLE snapshot ADD COLUMN enrollment_date DATE;             -- last enrolment
ALTER TABLE snapshot ADD COLUMN enrollment_source UTINYINT;       -- ENROLLMENT_SOURCES
ALTER TABLE snapshot ADD COLUMN deferral_rate_ppm INTEGER;        -- rate in force at the end
ALTER TABLE snapshot ADD COLUMN roth_share_ppm INTEGER;           -- NULL before the first election
ALTER TABLE snapshot ADD COLUMN escalation_count UTINYINT;
ALTER TABLE snapshot ADD COLUMN opt_out_date DATE;
ALTER TABLE snapshot ADD COLUMN scheduled_date DATE;              -- enrolment or opt-out that falls in the next year (P-37)
ALTER TABLE snapshot ADD COLUMN base_deferral_cents BIGINT;       -- amounts of the year, after section 16
ALTER TABLE snapshot ADD COLUMN catch_up_cents BIGINT;
ALTER TABLE snapshot ADD COLUMN pre_tax_cents BIGINT;             -- of base and catch-up
ALTER TABLE snapshot ADD COLUMN roth_cents BIGINT;                -- of base and catch-up
ALTER TABLE snapshot ADD COLUMN limit_bound UTINYINT;             -- DEFERRAL_LIMITS
ALTER TABLE snapshot ADD COLUMN match_reason UTINYINT;            -- MATCH_REASONS
ALTER TABLE snapshot ADD COLUMN match_cents BIGINT;
ALTER TABLE snapshot ADD COLUMN true_up_cents BIGINT;
ALTER TABLE snapshot ADD COLUMN core_reason UTINYINT;             -- ALLOCATION_REASONS
ALTER TABLE snapshot ADD COLUMN core_cents BIGINT;
ALTER TABLE snapshot ADD COLUMN core_excess_cents BIGINT;
ALTER TABLE snapshot ADD COLUMN reallocated_cents BIGINT;         -- forfeitures of others
ALTER TABLE snapshot ADD COLUMN reduced_415_cents BIGINT;         -- all that section 16 returned, reduced or forfeited
ALTER TABLE snapshot ADD COLUMN plan_pay_cents BIGINT;            -- P-19
ALTER TABLE snapshot ADD COLUMN capped_plan_pay_cents BIGINT;     -- P-20
ALTER TABLE snapshot ADD COLUMN hours_hundredths INTEGER;         -- hours of the year
ALTER TABLE snapshot ADD COLUMN credited_years INTEGER;           -- for vesting
ALTER TABLE snapshot ADD COLUMN vested_match_ppm INTEGER;
ALTER TABLE snapshot ADD COLUMN vested_core_ppm INTEGER;
ALTER TABLE snapshot ADD COLUMN balance_deferral_cents BIGINT;    -- accounts at the end, after forfeiture
ALTER TABLE snapshot ADD COLUMN balance_match_cents BIGINT;
ALTER TABLE snapshot ADD COLUMN balance_core_cents BIGINT;
ALTER TABLE snapshot ADD COLUMN forfeited_match_cents BIGINT;     -- in the year of leaving
ALTER TABLE snapshot ADD COLUMN forfeited_core_cents BIGINT;
ALTER TABLE snapshot ADD COLUMN is_hce BOOLEAN;
ALTER TABLE snapshot ADD COLUMN unused_catch_up_cents BIGINT;     -- room left (P-63)
ALTER TABLE snapshot ADD COLUMN match_at_ceiling_cents BIGINT;    -- match at the ceiling of the formula (P-126)

-- What the plan cost and did in a year with a design in force (P-84, P-85).
CREATE TABLE run_year_plan (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  design_id VARCHAR NOT NULL,
  eligible INTEGER NOT NULL,              -- on 31 December, among people employed (P-125)
  participants INTEGER NOT NULL,
  base_deferral_cents BIGINT NOT NULL,
  catch_up_cents BIGINT NOT NULL,
  match_cents BIGINT NOT NULL,
  true_up_cents BIGINT NOT NULL,
  core_cents BIGINT NOT NULL,
  core_excess_cents BIGINT NOT NULL,
  reallocated_cents BIGINT NOT NULL,
  gross_cost_cents BIGINT NOT NULL,       -- match + true-up + core + core excess
  forfeitures_created_cents BIGINT NOT NULL,
  pool_available_cents BIGINT NOT NULL,
  pool_applied_cents BIGINT NOT NULL,
  pool_carried_cents BIGINT NOT NULL,
  pool_overdue_cents BIGINT NOT NULL,
  net_cash_cents BIGINT NOT NULL,
  net_expense_cents BIGINT NOT NULL,
  net_cash_basis_points INTEGER,          -- of Σ gross pay of all employees; NULL when nobody was paid
  gross_pay_cents BIGINT NOT NULL,
  partial BOOLEAN NOT NULL,               -- opening balances are missing (P-85)
  hce_count INTEGER NOT NULL
);

-- ------------------------------------------------------------------------------------------ tests of the plan year

-- One row for each test of a year, by part and group (src-shared/compliance-rows.ts). Percentages are basis points (P-9).
CREATE TABLE plan_test (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  test VARCHAR NOT NULL,                  -- PLAN_TESTS
  part VARCHAR,                           -- COVERAGE_PARTS; NULL but for coverage
  tested_group VARCHAR NOT NULL,          -- everyone, otherwiseExcludable, notOtherwiseExcludable (P-111)
  result VARCHAR NOT NULL,                -- pass, fail, exempt, notAvailable, …
  reason VARCHAR,                         -- code of why, such as noNhce or safeHarbor
  nhce_basis_points INTEGER,              -- average of the NHCE; coverage: share that benefits
  hce_basis_points INTEGER,
  ratio_basis_points INTEGER,             -- what is held against the limit where it is not the HCE average
  limit_ppm INTEGER,                      -- the limit of an ADP test has quarters of a basis point
  working JSON NOT NULL                   -- population, averages, limit and correction as they were worked out
);

-- People of a test: the ratio of each, and what the correction would take from them (P-25: reported, not posted). By
-- test, then person. What a test does not have is NULL.
CREATE TABLE plan_test_person (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  test UTINYINT NOT NULL,                 -- PLAN_TESTS
  person INTEGER NOT NULL,
  is_hce BOOLEAN NOT NULL,
  standing UTINYINT NOT NULL,             -- by test: PlanTestPeople of src-shared/compliance-rows.ts
  pay_cents BIGINT,                       -- divisor of the ratio; additions: their limit
  amount_cents BIGINT,                    -- what counts of the person
  basis_points INTEGER,                   -- ratio, rate or utilisation
  excess_cents BIGINT,                    -- part in the total excess by ratio (P-95); additions above the limit
  refund_cents BIGINT,
  recharacterised_cents BIGINT,           -- as catch-up
  forfeited_cents BIGINT,
  distributed_cents BIGINT,
  additional_cents BIGINT                 -- lacking of the top-heavy minimum
);

-- ------------------------------------------------------------------------------------------- public relations

CREATE MACRO eligibility_category_name(code) AS (['entered', 'ltptEntered', 'barred'])[code + 1];
CREATE MACRO entry_basis_name(code) AS ([NULL, 'plan', 'statutory', 'ltpt', 'override', 'census'])[code + 1];
CREATE MACRO barred_reason_name(code) AS ([NULL, 'census', 'dial', 'censusShare'])[code + 1];
CREATE MACRO enrollment_category_name(code) AS
  (['auto', 'sweep', 'proactive', 'voluntary', 'conversion'])[code + 1];
CREATE MACRO deferral_change_category_name(code) AS
  (['optOut', 'withdrawal', 'escalation', 'escalationRefused', 'matchResponse'])[code + 1];
CREATE MACRO response_limit_name(code) AS ([NULL, '402g', 'maximumRate'])[code + 1];
CREATE MACRO contribution_category_name(code) AS (['deferralPreTax', 'deferralRoth', 'catchUpPreTax', 'catchUpRoth',
  'match', 'matchTrueUp', 'core', 'coreExcess', 'forfeitureReallocated'])[code + 1];
CREATE MACRO deferral_limit_name(code) AS ([NULL, '402g', 'planLimit'])[code + 1];
CREATE MACRO employer_source_name(code) AS (['match', 'core'])[code + 1];
CREATE MACRO vesting_reason_name(code) AS
  (['schedule', 'immediate', 'normalRetirement', 'death', 'disability'])[code + 1];
CREATE MACRO hce_category_name(code) AS (['owner', 'pay', 'payTopGroup'])[code + 1];
CREATE MACRO lookback_source_name(code) AS (['simulated', 'census', 'assumed', NULL])[code + 1];
CREATE MACRO plan_status_name(code) AS
  (['notEntered', 'neverEnrolled', 'enrolled', 'optedOut', 'stopped'])[code + 1];
CREATE MACRO enrollment_source_name(code) AS ([NULL, 'auto', 'sweep', 'proactive', 'voluntary', 'conversion',
  'censusAuto', 'censusVoluntary'])[code + 1];
CREATE MACRO match_reason_name(code) AS (['calculated', 'disabled', 'overrideIneligible', 'notEntered', 'ltptOnly',
  'insufficientHours', 'insufficientTenure', 'notActiveAtYearEnd', 'noDeferrals'])[code + 1];
CREATE MACRO allocation_reason_name(code) AS (['eligible', 'disabled', 'overrideIneligible', 'notEntered', 'ltptOnly',
  'insufficientHours', 'insufficientTenure', 'notActiveAtYearEnd'])[code + 1];

-- The payload of an event: every field of W-60 and P-129, NULL where the type of the event does not have it.
CREATE OR REPLACE MACRO event_payload(
  level := NULL, annual_pay := NULL, birth_date := NULL, department := NULL, location := NULL, cost_centre := NULL,
  job_title := NULL, scheduled_hours_per_week := NULL, flsa_status := NULL, union_member := NULL, range_min := NULL,
  range_max := NULL, percentile_ppm := NULL, market_ppm := NULL, noise_ppm := NULL, donor_id := NULL,
  month_draw := NULL, day_draw := NULL, level_draw := NULL, department_draw := NULL, age_band_draw := NULL,
  birth_date_draw := NULL, part_time_draw := NULL, donor_draw := NULL, reason := NULL, pay_in_force := NULL,
  age_years := NULL, tenure_years := NULL, hazard_ppm := NULL, retirement_ppm := NULL, rule := NULL, draw := NULL,
  race_key := NULL, quota := NULL, reason_draw := NULL, date_draw := NULL, severance := NULL, from_level := NULL,
  to_level := NULL, previous_pay := NULL, new_pay := NULL, increase_ppm := NULL, increase_draw := NULL,
  floor_applied := NULL, cap_applied := NULL, amount := NULL, rate_ppm := NULL, budget_ppm := NULL,
  weight_ppm := NULL,
  rule_id := NULL, process_id := NULL, draw_index := NULL, probability_ppm := NULL, age_date := NULL, service_date
  := NULL, plan_entry_date := NULL, statutory_date := NULL, basis := NULL, table_rate_ppm := NULL, ceiling_ppm :=
  NULL, magnet := NULL, roth_share_ppm := NULL, age_segment := NULL, income_segment := NULL, magnet_draw := NULL,
  roth_draw := NULL, old_rate_ppm := NULL, new_rate_ppm := NULL, limit_applied := NULL, pay_base := NULL, band :=
  NULL, limit_bound := NULL, reason_code := NULL, reduced_415 := NULL, credited_years := NULL, percent_ppm := NULL,
  balance := NULL, lookback_pay := NULL, provenance := NULL, threshold := NULL, owner := NULL, pay_rank := NULL
) AS struct_pack(
  level := CAST(level AS UTINYINT),
  annual_pay := CAST(annual_pay AS DECIMAL(18,2)),
  birth_date := CAST(birth_date AS DATE),
  department := CAST(department AS VARCHAR),
  location := CAST(location AS VARCHAR),
  cost_centre := CAST(cost_centre AS VARCHAR),
  job_title := CAST(job_title AS VARCHAR),
  scheduled_hours_per_week := CAST(scheduled_hours_per_week AS DECIMAL(9,2)),
  flsa_status := CAST(flsa_status AS VARCHAR),
  union_member := CAST(union_member AS BOOLEAN),
  range_min := CAST(range_min AS DECIMAL(18,2)),
  range_max := CAST(range_max AS DECIMAL(18,2)),
  percentile_ppm := CAST(percentile_ppm AS INTEGER),
  market_ppm := CAST(market_ppm AS INTEGER),
  noise_ppm := CAST(noise_ppm AS INTEGER),
  donor_id := CAST(donor_id AS VARCHAR),
  month_draw := CAST(month_draw AS DOUBLE),
  day_draw := CAST(day_draw AS DOUBLE),
  level_draw := CAST(level_draw AS DOUBLE),
  department_draw := CAST(department_draw AS DOUBLE),
  age_band_draw := CAST(age_band_draw AS DOUBLE),
  birth_date_draw := CAST(birth_date_draw AS DOUBLE),
  part_time_draw := CAST(part_time_draw AS DOUBLE),
  donor_draw := CAST(donor_draw AS DOUBLE),
  reason := CAST(reason AS VARCHAR),
  pay_in_force := CAST(pay_in_force AS DECIMAL(18,2)),
  age_years := CAST(age_years AS INTEGER),
  tenure_years := CAST(tenure_years AS INTEGER),
  hazard_ppm := CAST(hazard_ppm AS INTEGER),
  retirement_ppm := CAST(retirement_ppm AS INTEGER),
  rule := CAST(rule AS VARCHAR),
  draw := CAST(draw AS DOUBLE),
  race_key := CAST(race_key AS DOUBLE),
  quota := CAST(quota AS INTEGER),
  reason_draw := CAST(reason_draw AS DOUBLE),
  date_draw := CAST(date_draw AS DOUBLE),
  severance := CAST(severance AS DECIMAL(18,2)),
  from_level := CAST(from_level AS UTINYINT),
  to_level := CAST(to_level AS UTINYINT),
  previous_pay := CAST(previous_pay AS DECIMAL(18,2)),
  new_pay := CAST(new_pay AS DECIMAL(18,2)),
  increase_ppm := CAST(increase_ppm AS INTEGER),
  increase_draw := CAST(increase_draw AS DOUBLE),
  floor_applied := CAST(floor_applied AS BOOLEAN),
  cap_applied := CAST(cap_applied AS BOOLEAN),
  amount := CAST(amount AS DECIMAL(18,2)),
  rate_ppm := CAST(rate_ppm AS INTEGER),
  budget_ppm := CAST(budget_ppm AS INTEGER),
  weight_ppm := CAST(weight_ppm AS INTEGER),
  rule_id := CAST(rule_id AS VARCHAR),
  process_id := CAST(process_id AS UTINYINT),
  draw_index := CAST(draw_index AS UTINYINT),
  probability_ppm := CAST(probability_ppm AS INTEGER),
  age_date := CAST(age_date AS DATE),
  service_date := CAST(service_date AS DATE),
  plan_entry_date := CAST(plan_entry_date AS DATE),
  statutory_date := CAST(statutory_date AS DATE),
  basis := CAST(basis AS VARCHAR),
  table_rate_ppm := CAST(table_rate_ppm AS INTEGER),
  ceiling_ppm := CAST(ceiling_ppm AS INTEGER),
  magnet := CAST(magnet AS BOOLEAN),
  roth_share_ppm := CAST(roth_share_ppm AS INTEGER),
  age_segment := CAST(age_segment AS UTINYINT),
  income_segment := CAST(income_segment AS UTINYINT),
  magnet_draw := CAST(magnet_draw AS DOUBLE),
  roth_draw := CAST(roth_draw AS DOUBLE),
  old_rate_ppm := CAST(old_rate_ppm AS INTEGER),
  new_rate_ppm := CAST(new_rate_ppm AS INTEGER),
  limit_applied := CAST(limit_applied AS VARCHAR),
  pay_base := CAST(pay_base AS DECIMAL(18,2)),
  band := CAST(band AS UTINYINT),
  limit_bound := CAST(limit_bound AS VARCHAR),
  reason_code := CAST(reason_code AS VARCHAR),
  reduced_415 := CAST(reduced_415 AS DECIMAL(18,2)),
  credited_years := CAST(credited_years AS INTEGER),
  percent_ppm := CAST(percent_ppm AS INTEGER),
  balance := CAST(balance AS DECIMAL(18,2)),
  lookback_pay := CAST(lookback_pay AS DECIMAL(18,2)),
  provenance := CAST(provenance AS VARCHAR),
  threshold := CAST(threshold AS DECIMAL(18,2)),
  owner := CAST(owner AS BOOLEAN),
  pay_rank := CAST(pay_rank AS INTEGER)
);

CREATE OR REPLACE VIEW fct_yearly_events AS
WITH event AS (
  SELECT e.run_key, e.simulation_year, e.person, 'HIRE' AS event_type,
    hire_category_name(e.category) AS event_category, e.effective_date, e.sequence, e.duplicate_index,
    event_payload(
      level := e.level, annual_pay := amount(e.annual_pay_cents), birth_date := e.birth_date,
      department := department.value, location := location.value, cost_centre := cost_centre.value,
      job_title := job_title.value,
      scheduled_hours_per_week := CAST(e.scheduled_hours_hundredths AS DECIMAL(9,0)) * 0.01,
      flsa_status := flsa_status_name(e.flsa_status), union_member := e.union_member,
      range_min := amount(e.range_min_cents), range_max := amount(e.range_max_cents),
      percentile_ppm := e.percentile_ppm, market_ppm := e.market_ppm, noise_ppm := e.noise_ppm,
      donor_id := donor.employee_id, month_draw := e.month_draw, day_draw := e.day_draw,
      level_draw := e.level_draw, department_draw := e.department_draw, age_band_draw := e.age_band_draw,
      birth_date_draw := e.birth_date_draw, part_time_draw := e.part_time_draw, donor_draw := e.donor_draw
    ) AS event_payload
  FROM event_hire e
  LEFT JOIN run_dictionary department
    ON department.run_key = e.run_key AND department.kind = 'department' AND department.code = e.department
  LEFT JOIN run_dictionary location
    ON location.run_key = e.run_key AND location.kind = 'location' AND location.code = e.location
  LEFT JOIN run_dictionary cost_centre
    ON cost_centre.run_key = e.run_key AND cost_centre.kind = 'cost_centre' AND cost_centre.code = e.cost_centre
  LEFT JOIN run_dictionary job_title
    ON job_title.run_key = e.run_key AND job_title.kind = 'job_title' AND job_title.code = e.job_title
  LEFT JOIN run_person donor ON donor.run_key = e.run_key AND donor.person = e.donor
  UNION ALL
  SELECT e.run_key, e.simulation_year, e.person, 'TERMINATION', termination_category_name(e.category),
    e.effective_date, e.sequence, e.duplicate_index,
    event_payload(
      reason := termination_reason_name(e.reason), pay_in_force := amount(e.pay_in_force_cents),
      age_years := e.age_years, tenure_years := e.tenure_years, hazard_ppm := e.hazard_ppm,
      retirement_ppm := e.retirement_ppm, rule := termination_rule_name(e.rule), draw := e.draw,
      race_key := e.race_key, quota := e.quota, reason_draw := e.reason_draw, date_draw := e.date_draw,
      day_draw := e.day_draw, severance := amount(e.severance_cents)
    )
  FROM event_termination e
  UNION ALL
  SELECT e.run_key, e.simulation_year, e.person, 'PROMOTION', promotion_category_name(e.category),
    e.effective_date, e.sequence, e.duplicate_index,
    event_payload(
      from_level := e.from_level, to_level := e.to_level, previous_pay := amount(e.previous_pay_cents),
      new_pay := amount(e.new_pay_cents), increase_ppm := e.increase_ppm, hazard_ppm := e.hazard_ppm,
      draw := e.draw, race_key := e.race_key, month_draw := e.month_draw, day_draw := e.day_draw,
      increase_draw := e.increase_draw, floor_applied := e.floor_applied, cap_applied := e.cap_applied
    )
  FROM event_promotion e
  UNION ALL
  SELECT e.run_key, e.simulation_year, e.person, 'RAISE', raise_category_name(e.category), e.effective_date,
    e.sequence, e.duplicate_index,
    event_payload(
      previous_pay := amount(e.previous_pay_cents), new_pay := amount(e.new_pay_cents),
      amount := amount(e.amount_cents), rate_ppm := e.rate_ppm, level := e.level, budget_ppm := e.budget_ppm,
      weight_ppm := e.weight_ppm
    )
  FROM event_raise e
  UNION ALL
  SELECT e.run_key, e.simulation_year, e.person, 'DC_PLAN_ELIGIBILITY', eligibility_category_name(e.category),
    e.effective_date, e.sequence, e.duplicate_index,
    event_payload(
      rule_id := CASE WHEN e.category = 2 THEN 'P-32' WHEN e.category = 1 THEN 'P-30' WHEN e.basis = 2 THEN 'P-28'
        WHEN e.basis = 4 THEN 'P-32' ELSE 'P-29' END,
      process_id := CASE WHEN e.draw IS NOT NULL THEN 100 END,
      draw_index := CASE WHEN e.draw IS NOT NULL THEN 0 END, probability_ppm := e.probability_ppm, draw := e.draw,
      age_date := e.age_date, service_date := e.service_date, plan_entry_date := e.plan_entry_date,
      statutory_date := e.statutory_date, basis := entry_basis_name(e.basis),
      reason := barred_reason_name(e.barred_reason)
    )
  FROM event_eligibility e
  UNION ALL
  SELECT e.run_key, e.simulation_year, e.person, 'DC_PLAN_ENROLLMENT', enrollment_category_name(e.category),
    e.effective_date, e.sequence, e.duplicate_index,
    event_payload(
      rule_id := (['P-39', 'P-39', 'P-41', 'P-42', 'P-43'])[e.category + 1],
      process_id := CASE WHEN e.draw IS NOT NULL THEN ([NULL, NULL, 101, 103, 106])[e.category + 1] END,
      draw_index := CASE WHEN e.draw IS NOT NULL THEN 0 END, probability_ppm := e.probability_ppm, draw := e.draw,
      date_draw := e.date_draw, magnet_draw := e.magnet_draw, roth_draw := e.roth_draw, rate_ppm := e.rate_ppm,
      table_rate_ppm := e.table_rate_ppm, ceiling_ppm := e.ceiling_ppm, magnet := e.magnet,
      roth_share_ppm := e.roth_share_ppm, age_segment := e.age_segment, income_segment := e.income_segment
    )
  FROM event_enrollment e
  UNION ALL
  SELECT e.run_key, e.simulation_year, e.person, 'DC_PLAN_DEFERRAL_CHANGE', deferral_change_category_name(e.category),
    e.effective_date, e.sequence, e.duplicate_index,
    event_payload(
      rule_id := (['P-40', 'P-40', 'P-49', 'P-50', 'P-53'])[e.category + 1],
      process_id := CASE WHEN e.draw IS NOT NULL THEN ([105, 105, 108, 108,
        CASE WHEN e.new_rate_ppm < e.old_rate_ppm THEN 110 ELSE 109 END])[e.category + 1] END,
      draw_index := CASE WHEN e.draw IS NOT NULL THEN 0 END, probability_ppm := e.probability_ppm, draw := e.draw,
      old_rate_ppm := e.old_rate_ppm, new_rate_ppm := e.new_rate_ppm, ceiling_ppm := e.ceiling_ppm,
      limit_applied := response_limit_name(e.limit_applied)
    )
  FROM event_deferral_change e
  UNION ALL
  SELECT e.run_key, e.simulation_year, e.person, 'DC_PLAN_CONTRIBUTION', contribution_category_name(e.category),
    e.effective_date, e.sequence, e.duplicate_index,
    event_payload(
      rule_id := (['P-58', 'P-58', 'P-59', 'P-59', 'P-64', 'P-69', 'P-71', 'P-72', 'P-84'])[e.category + 1],
      amount := amount(e.amount_cents), pay_base := amount(e.pay_base_cents), rate_ppm := e.rate_ppm, band := e.band,
      limit_bound := deferral_limit_name(e.limit_bound),
      reason_code := ([NULL, NULL, NULL, NULL, 'calculated', 'calculated', 'eligible', 'eligible', NULL])[e.category + 1],
      reduced_415 := amount(e.reduced_415_cents)
    )
  FROM event_contribution e
  UNION ALL
  SELECT e.run_key, e.simulation_year, e.person, 'DC_PLAN_VESTING', employer_source_name(e.category),
    e.effective_date, e.sequence, e.duplicate_index,
    event_payload(
      rule_id := CASE e.reason WHEN 0 THEN 'P-81' WHEN 1 THEN 'P-79' ELSE 'P-82' END,
      credited_years := e.credited_years, percent_ppm := e.percent_ppm, reason := vesting_reason_name(e.reason),
      balance := amount(e.balance_cents)
    )
  FROM event_vesting e
  UNION ALL
  SELECT e.run_key, e.simulation_year, e.person, 'DC_PLAN_FORFEITURE', employer_source_name(e.category),
    e.effective_date, e.sequence, e.duplicate_index,
    event_payload(
      rule_id := 'P-83', balance := amount(e.balance_cents), percent_ppm := e.percent_ppm,
      amount := amount(e.amount_cents)
    )
  FROM event_forfeiture e
  UNION ALL
  SELECT e.run_key, e.simulation_year, e.person, 'HCE_STATUS', hce_category_name(e.category),
    e.effective_date, e.sequence, e.duplicate_index,
    event_payload(
      rule_id := CASE e.category WHEN 2 THEN 'P-88' ELSE 'P-87' END, lookback_pay := amount(e.lookback_pay_cents),
      provenance := lookback_source_name(e.provenance), threshold := amount(e.threshold_cents), owner := e.owner,
      pay_rank := e.pay_rank
    )
  FROM event_hce_status e
)
SELECT
  event_uuid(p.employee_id, e.simulation_year, e.event_type, e.event_category, e.effective_date,
    e.duplicate_index) AS event_id,
  r.run_id,
  r.scenario_id,
  r.plan_design_id,
  r.replicate,
  p.employee_id,
  e.simulation_year,
  e.event_type,
  e.event_category,
  e.effective_date,
  e.sequence AS event_sequence,
  e.event_payload,
  r.created_at
FROM event e
JOIN complete_run_year r ON r.run_key = e.run_key AND r.simulation_year = e.simulation_year
JOIN run_person p ON p.run_key = e.run_key AND p.person = e.person;

CREATE OR REPLACE VIEW fct_workforce_snapshot AS
SELECT
  CAST(substr(sha256(concat_ws('|', p.employee_id, s.simulation_year, 'SNAPSHOT')), 1, 32) AS UUID) AS snapshot_id,
  r.run_id,
  r.scenario_id,
  r.plan_design_id,
  r.replicate,
  p.employee_id,
  s.simulation_year,
  make_date(s.simulation_year, 12, 31) AS snapshot_date,
  s.birth_date,
  s.hire_date,
  s.termination_date,
  termination_reason_name(s.termination_reason) AS termination_reason,
  detailed_status_name(s.detailed_status) AS detailed_status,
  department.value AS department,
  location.value AS location,
  cost_centre.value AS cost_centre,
  job_title.value AS job_title,
  s.level AS job_level,
  level_name.value AS job_level_name,
  s.level_since,
  CAST(CAST(s.scheduled_hours_hundredths AS DECIMAL(9,0)) * 0.01 AS DECIMAL(9,2)) AS scheduled_hours_per_week,
  flsa_status_name(s.flsa_status) AS flsa_status,
  s.union_member,
  amount(s.annual_pay_cents) AS annual_compensation,
  amount(s.opening_pay_cents) AS opening_compensation,
  amount(s.prorated_pay_cents) AS prorated_compensation,
  s.employed_days,
  s.age_at_year_end,
  s.tenure_years,
  age_band.value AS age_band,
  tenure_band.value AS tenure_band,
  s.plan_entry_date,
  entry_basis_name(s.plan_entry_basis) AS plan_entry_basis,
  plan_status_name(s.plan_status) AS plan_status,
  s.enrollment_date,
  enrollment_source_name(s.enrollment_source) AS enrollment_source,
  s.deferral_rate_ppm,
  s.roth_share_ppm,
  s.escalation_count,
  s.opt_out_date,
  s.scheduled_date,
  amount(s.base_deferral_cents) AS base_deferral,
  amount(s.catch_up_cents) AS catch_up_deferral,
  amount(s.pre_tax_cents) AS pre_tax_deferral,
  amount(s.roth_cents) AS roth_deferral,
  deferral_limit_name(s.limit_bound) AS limit_bound,
  match_reason_name(s.match_reason) AS match_reason,
  amount(s.match_cents) AS match_contribution,
  amount(s.true_up_cents) AS match_true_up,
  allocation_reason_name(s.core_reason) AS core_reason,
  amount(s.core_cents) AS core_contribution,
  amount(s.core_excess_cents) AS core_excess_contribution,
  amount(s.reallocated_cents) AS reallocated_forfeitures,
  amount(s.reduced_415_cents) AS reduced_415,
  amount(s.prorated_pay_cents) AS gross_pay,
  amount(s.plan_pay_cents) AS plan_pay,
  amount(s.capped_plan_pay_cents) AS capped_plan_pay,
  CAST(CAST(s.hours_hundredths AS DECIMAL(9,0)) * 0.01 AS DECIMAL(9,2)) AS plan_hours,
  s.credited_years,
  s.vested_match_ppm,
  s.vested_core_ppm,
  amount(s.balance_deferral_cents) AS balance_deferral,
  amount(s.balance_match_cents) AS balance_match,
  amount(s.balance_core_cents) AS balance_core,
  amount(s.forfeited_match_cents) AS forfeited_match,
  amount(s.forfeited_core_cents) AS forfeited_core,
  s.is_hce,
  amount(s.unused_catch_up_cents) AS unused_catch_up,
  amount(s.match_at_ceiling_cents) AS match_at_ceiling,
  r.created_at
FROM snapshot s
JOIN complete_run_year r ON r.run_key = s.run_key AND r.simulation_year = s.simulation_year
JOIN run_person p ON p.run_key = s.run_key AND p.person = s.person
LEFT JOIN run_dictionary department
  ON department.run_key = s.run_key AND department.kind = 'department' AND department.code = s.department
LEFT JOIN run_dictionary location
  ON location.run_key = s.run_key AND location.kind = 'location' AND location.code = s.location
LEFT JOIN run_dictionary cost_centre
  ON cost_centre.run_key = s.run_key AND cost_centre.kind = 'cost_centre' AND cost_centre.code = s.cost_centre
LEFT JOIN run_dictionary job_title
  ON job_title.run_key = s.run_key AND job_title.kind = 'job_title' AND job_title.code = s.job_title
LEFT JOIN run_dictionary level_name
  ON level_name.run_key = s.run_key AND level_name.kind = 'level' AND level_name.code = s.level
LEFT JOIN run_dictionary age_band
  ON age_band.run_key = s.run_key AND age_band.kind = 'age_band' AND age_band.code = s.age_band
LEFT JOIN run_dictionary tenure_band
  ON tenure_band.run_key = s.run_key AND tenure_band.kind = 'tenure_band' AND tenure_band.code = s.tenure_band;
