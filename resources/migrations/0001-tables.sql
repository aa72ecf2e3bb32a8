-- The tables of a workspace.
--
-- Conventions
--   Money is BIGINT cents (…_cents): sums, products with days and comparisons stay exact integers. The public views
--     turn it into DECIMAL(18,2) at about a nanosecond a value.
--   Rates, shares and probabilities are INTEGER parts per million (…_ppm). Draws are the uniforms u in [0, 1), DOUBLE.
--   Dates are DATE. What does not apply is NULL: there is no sentinel in any table.
--   Closed lists (reason, rule, category, status, …) are stored as the index of the value in its list in
--     src-shared/vocabulary.ts, counted from 0; the macros of 0002 turn them into text.
--   department, location, cost_centre, job_title, age_band and tenure_band are codes of run_dictionary.
--   person is the index of a person within its run: run_person gives the employee id. Opening persons and scheduled
--     hires come first, in code-point order of the id; simulated hires follow by year and ordinal.
--   Every fact carries run_key (the small surrogate of run.run_id) and simulation_year.
--   Facts are only ever inserted: year by year, ascending by person (events: person, then sequence), so that zone
--     maps find a year and a person. There is deliberately no index and no key on them; the ledger and the
--     validation results say that they are what was written.

CREATE TABLE schema_version (
  version INTEGER NOT NULL,               -- number of the migration that was applied
  name VARCHAR NOT NULL,                  -- its file name
  applied_at TIMESTAMP NOT NULL,          -- UTC
  engine_version VARCHAR NOT NULL         -- version of the program that applied it
);

-- ---------------------------------------------------------------------------------------------------- censuses

CREATE SEQUENCE census_key;

-- One imported census. The content of a census is stored once: importing equal content under another name adds a row
-- here with the same content_key. A name may come again with other content; by name the newest is meant.
CREATE TABLE census (
  census_key INTEGER NOT NULL,
  census_id UUID NOT NULL,
  name VARCHAR NOT NULL,
  content_key INTEGER NOT NULL,           -- census_content, census_row, census_text
  source_file VARCHAR NOT NULL,           -- path as given
  mapping JSON NOT NULL,                  -- confirmed columns and formats (W-16)
  report JSON NOT NULL,                   -- reconciliation (W-24)
  imported_at TIMESTAMP NOT NULL,         -- UTC
  imported_by VARCHAR NOT NULL
);

CREATE TABLE census_content (
  content_key INTEGER NOT NULL,
  content_hash VARCHAR NOT NULL,          -- SHA-256 of the accepted rows, 64 hex digits
  row_count INTEGER NOT NULL              -- accepted rows
);

-- Distinct texts of the text columns of a census (W-26), ascending by code point.
CREATE TABLE census_text (
  content_key INTEGER NOT NULL,
  attribute VARCHAR NOT NULL,             -- name of the column in census_row
  code INTEGER NOT NULL,                  -- from 0
  value VARCHAR NOT NULL
);

-- Accepted rows, ascending by employee_id (code points). Text columns are codes of census_text.
CREATE TABLE census_row (
  content_key INTEGER NOT NULL,
  row_index INTEGER NOT NULL,             -- from 0
  employee_id VARCHAR NOT NULL,
  birth_date DATE NOT NULL,
  hire_date DATE NOT NULL,                -- start of the current spell
  termination_date DATE,                  -- last paid day
  termination_reason UTINYINT NOT NULL,   -- TERMINATION_REASONS; 0 without a termination date
  inactive_without_date BOOLEAN NOT NULL,
  annual_pay_cents BIGINT NOT NULL,
  scheduled_hours_hundredths INTEGER NOT NULL, -- 0: full time
  union_member BOOLEAN NOT NULL,
  flsa_status UTINYINT NOT NULL,          -- FLSA_STATUSES; 0 not stated
  level INTEGER,
  department INTEGER NOT NULL,
  location INTEGER,
  cost_centre INTEGER,
  job_title INTEGER,
  original_hire_date DATE,
  exclusion_class INTEGER,
  ownership_share_ppm INTEGER NOT NULL,
  prior_ownership_share_ppm INTEGER NOT NULL,
  one_percent_owner BOOLEAN,
  officer BOOLEAN NOT NULL,
  nonresident_alien BOOLEAN NOT NULL,
  prior_year_pay_cents BIGINT,
  prior_year_fica_wages_cents BIGINT,
  prior_year_hours_hundredths INTEGER,
  prior_year_hce BOOLEAN,
  eligibility_override BOOLEAN,
  plan_entry_date DATE,
  plan_enrollment_date DATE,
  plan_opt_out_date DATE,
  plan_participant BOOLEAN,
  plan_enrollment_source INTEGER,
  deferral_rate_ppm INTEGER,
  roth_share_ppm INTEGER,
  auto_escalation_opt_out BOOLEAN NOT NULL,
  balance_deferral_cents BIGINT,
  balance_match_cents BIGINT,
  balance_core_cents BIGINT,
  balance_after_tax_cents BIGINT,
  balance_rollover_cents BIGINT,
  pre_tax_contribution_cents BIGINT,
  roth_contribution_cents BIGINT,
  after_tax_contribution_cents BIGINT,
  match_contribution_cents BIGINT,
  core_contribution_cents BIGINT,
  vesting_years_hundredths INTEGER,
  birth_derived BOOLEAN NOT NULL,         -- from an age (W-20)
  hire_derived BOOLEAN NOT NULL           -- from a tenure (W-20)
);

-- ------------------------------------------------------------------------------------------------------- runs

CREATE SEQUENCE scenario_key;

-- A scenario as a run used it, every value resolved (W-28). Equal documents are stored once.
CREATE TABLE scenario_version (
  scenario_key INTEGER NOT NULL,
  scenario_id VARCHAR NOT NULL,           -- identity of the scenario over its versions
  version INTEGER NOT NULL,               -- 1, 2, … of this scenario_id in this workspace
  name VARCHAR NOT NULL,
  content_hash VARCHAR NOT NULL,          -- SHA-256 of the canonical document, 64 hex digits
  document JSON NOT NULL,
  created_at TIMESTAMP NOT NULL
);

CREATE SEQUENCE run_key;

-- One row when a run starts. How it ended is a row of run_end, so nothing here is ever changed.
CREATE TABLE run (
  run_key INTEGER NOT NULL,
  run_id UUID NOT NULL,
  name VARCHAR NOT NULL,
  scenario_key INTEGER NOT NULL,
  scenario_hash VARCHAR NOT NULL,
  scenario_source VARCHAR,                -- path of the scenario file; NULL for the shipped default
  scenario_commit VARCHAR,                -- git commit of the folder of that file
  overrides JSON NOT NULL,                -- settings changed for this run only, path: value
  census_id UUID,                         -- NULL when the census was not kept in the workspace
  census_name VARCHAR NOT NULL,
  census_hash VARCHAR NOT NULL,
  census_rows INTEGER NOT NULL,           -- data rows of the file
  census_accepted INTEGER NOT NULL,
  census_quarantined INTEGER NOT NULL,
  start_year INTEGER NOT NULL,
  end_year INTEGER NOT NULL,
  random_seed BIGINT NOT NULL,
  flow_mode VARCHAR NOT NULL,             -- exact or stochastic
  replicate INTEGER NOT NULL,
  opening_counts JSON NOT NULL,           -- counts of W-23 and W-27
  engine_version VARCHAR NOT NULL,
  schema_version INTEGER NOT NULL,
  user_name VARCHAR NOT NULL,
  machine VARCHAR NOT NULL,               -- platform, architecture, operating system, runtime
  started_at TIMESTAMP NOT NULL           -- UTC
);

-- How a run ended. A run without a row is running; at the next opening of the workspace it is found interrupted.
CREATE TABLE run_end (
  run_key INTEGER NOT NULL,
  status VARCHAR NOT NULL,                -- complete, failed, cancelled or interrupted
  finished_at TIMESTAMP NOT NULL,         -- UTC; for interrupted: when it was found
  fingerprint VARCHAR,                    -- last link of the ledger, complete runs only
  failure_code VARCHAR,                   -- code of the error catalogue
  failure_detail VARCHAR,
  failure_items VARCHAR[],                -- the rows named, if any
  timings JSON NOT NULL                   -- milliseconds
);

-- Persons of a run.
CREATE TABLE run_person (
  run_key INTEGER NOT NULL,
  person INTEGER NOT NULL,                -- from 0 without gaps
  employee_id VARCHAR NOT NULL,
  hired_by_year INTEGER                   -- year whose simulation made the person; NULL for census persons
);

-- Texts of a run. kind: department, location, cost_centre, job_title, level (code = level, from 1), age_band and
-- tenure_band (code = position, from 0).
CREATE TABLE run_dictionary (
  run_key INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  code INTEGER NOT NULL,
  value VARCHAR NOT NULL
);

-- State of the opening persons at close of 31 December before the first year: the fold starts from it (INV-5).
-- Scheduled hires of the horizon are not here: their HIRE event creates them.
CREATE TABLE opening_state (
  run_key INTEGER NOT NULL,
  person INTEGER NOT NULL,
  birth_date DATE NOT NULL,
  hire_date DATE NOT NULL,
  level UTINYINT NOT NULL,                -- 1 is the lowest
  level_since DATE NOT NULL,              -- hire date until the first change (W-50)
  level_basis UTINYINT NOT NULL,          -- LEVEL_BASES (W-27)
  department INTEGER NOT NULL,
  location INTEGER,
  cost_centre INTEGER,
  job_title INTEGER,
  scheduled_hours_hundredths INTEGER NOT NULL,
  flsa_status UTINYINT NOT NULL,          -- FLSA_STATUSES; 0 not stated
  union_member BOOLEAN NOT NULL,
  annual_pay_cents BIGINT NOT NULL
);

-- ----------------------------------------------------------------------------------------------------- events
-- The first eight columns are common to all event tables:
--   person, sequence   1, 2, … per person over the whole run, over all event tables (W-61)
--   year_rank          position of the event among all events of the year, over all event tables, ordered by person
--                      and then W-61: 0, 1, … without gaps
--   effective_date
--   category           index into the category list of the type (HIRE_CATEGORIES, …)
--   duplicate_index    k of W-60: 0, 1, … for events of one person equal in year, type, category and date

CREATE TABLE event_hire (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,           -- the hire date
  category UTINYINT NOT NULL,             -- HIRE_CATEGORIES: 0 simulated, 1 scheduled
  duplicate_index UTINYINT NOT NULL,
  level UTINYINT NOT NULL,
  annual_pay_cents BIGINT NOT NULL,
  birth_date DATE NOT NULL,
  department INTEGER NOT NULL,
  location INTEGER,
  cost_centre INTEGER,
  job_title INTEGER,
  scheduled_hours_hundredths INTEGER NOT NULL,
  flsa_status UTINYINT NOT NULL,
  union_member BOOLEAN NOT NULL,
  -- simulated hires only, NULL otherwise (W-43 … W-47)
  range_min_cents BIGINT,
  range_max_cents BIGINT,
  percentile_ppm INTEGER,
  market_ppm INTEGER,
  noise_ppm INTEGER,
  donor INTEGER,                          -- person whose secondary attributes were copied (W-45)
  month_draw DOUBLE,
  day_draw DOUBLE,
  level_draw DOUBLE,
  department_draw DOUBLE,
  age_band_draw DOUBLE,
  birth_date_draw DOUBLE,
  part_time_draw DOUBLE,
  donor_draw DOUBLE
);

CREATE TABLE event_termination (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,           -- the last paid day (W-6)
  category UTINYINT NOT NULL,             -- TERMINATION_CATEGORIES: 0 experienced, 1 priorYearHire, 2 newHire, 3 reduction, 4 scheduled
  duplicate_index UTINYINT NOT NULL,
  reason UTINYINT NOT NULL,               -- TERMINATION_REASONS, from 1
  pay_in_force_cents BIGINT NOT NULL,     -- after every change before the date
  age_years INTEGER NOT NULL,             -- at the date
  tenure_years INTEGER NOT NULL,          -- at the date
  hazard_ppm INTEGER,                     -- NULL when no hazard applied
  retirement_ppm INTEGER,
  rule UTINYINT NOT NULL,                 -- TERMINATION_RULES
  draw DOUBLE,                            -- NULL where the rule drew nothing
  race_key DOUBLE,                        -- key of W-35
  quota INTEGER,                          -- quota of the selection that took the person
  reason_draw DOUBLE,
  date_draw DOUBLE,
  day_draw DOUBLE,                        -- with a monthly date profile only
  severance_cents BIGINT                  -- reductions only (W-40)
);

CREATE TABLE event_promotion (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,
  category UTINYINT NOT NULL,             -- PROMOTION_CATEGORIES: 0 standard
  duplicate_index UTINYINT NOT NULL,
  from_level UTINYINT NOT NULL,
  to_level UTINYINT NOT NULL,
  previous_pay_cents BIGINT NOT NULL,
  new_pay_cents BIGINT NOT NULL,
  increase_ppm INTEGER NOT NULL,          -- x of W-51
  hazard_ppm INTEGER NOT NULL,
  draw DOUBLE,
  race_key DOUBLE,                        -- NULL in stochastic mode
  month_draw DOUBLE,                      -- with monthly timing only
  day_draw DOUBLE,
  increase_draw DOUBLE,
  floor_applied BOOLEAN NOT NULL,
  cap_applied BOOLEAN NOT NULL
);

CREATE TABLE event_raise (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  year_rank INTEGER NOT NULL,
  effective_date DATE NOT NULL,
  category UTINYINT NOT NULL,             -- RAISE_CATEGORIES: 0 cola, 1 merit, 2 market
  duplicate_index UTINYINT NOT NULL,
  previous_pay_cents BIGINT NOT NULL,
  new_pay_cents BIGINT NOT NULL,
  amount_cents BIGINT NOT NULL,           -- new − previous
  rate_ppm INTEGER NOT NULL,
  level UTINYINT NOT NULL,                -- at the date
  budget_ppm INTEGER,                     -- merit only
  weight_ppm INTEGER                      -- merit only
);

-- ------------------------------------------------------------------------------------------- state and figures

-- State at year end, one row for everyone employed on any day of the year (W-53, W-55), ascending by person. People
-- who left keep their row in the year of leaving only: rows with a termination_date are not in closing headcount.
-- The opening persons of a year are the rows of the year before without a termination_date (opening_state in the
-- first year).
CREATE TABLE snapshot (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  birth_date DATE NOT NULL,
  hire_date DATE NOT NULL,
  termination_date DATE,                  -- in this year; NULL: employed at close
  termination_reason UTINYINT NOT NULL,   -- TERMINATION_REASONS; 0 without a termination date
  detailed_status UTINYINT NOT NULL,      -- DETAILED_STATUSES
  level UTINYINT NOT NULL,
  level_since DATE NOT NULL,
  department INTEGER NOT NULL,
  location INTEGER,
  cost_centre INTEGER,
  job_title INTEGER,
  scheduled_hours_hundredths INTEGER NOT NULL,
  flsa_status UTINYINT NOT NULL,
  union_member BOOLEAN NOT NULL,
  annual_pay_cents BIGINT NOT NULL,       -- closing rate, or rate at leaving
  opening_pay_cents BIGINT,               -- rate at close of 31 December before; NULL for hires of the year
  employed_days INTEGER NOT NULL,
  prorated_pay_cents BIGINT NOT NULL,     -- pay received in the year (W-54)
  age_at_year_end INTEGER NOT NULL,
  tenure_years INTEGER NOT NULL,          -- completed years at 31 December or the termination date
  age_band UTINYINT NOT NULL,
  tenure_band UTINYINT NOT NULL
);

-- Month figures by department (W-56), ascending by month, then department; no row for a department without anybody.
CREATE TABLE month_department (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  month UTINYINT NOT NULL,                -- 1 … 12
  department INTEGER NOT NULL,
  opening INTEGER NOT NULL,
  hires INTEGER NOT NULL,
  terminations INTEGER NOT NULL,
  closing INTEGER NOT NULL,
  employed_days BIGINT NOT NULL,
  payroll_cents BIGINT NOT NULL,
  severance_cents BIGINT NOT NULL
);

-- Cells of opening persons with their hazards (W-37), ascending by age band, tenure band, level.
CREATE TABLE hazard_cell (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  age_band UTINYINT NOT NULL,
  tenure_band UTINYINT NOT NULL,
  level UTINYINT NOT NULL,
  headcount INTEGER NOT NULL,
  hazard_sum_ppm BIGINT NOT NULL,
  leavers INTEGER NOT NULL
);

-- The year summary of section 8, its checkable figures as columns and all of it as a document. The row is written in
-- the transaction of its year, after the facts and before the checks.
CREATE TABLE run_year (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  plan_design_id VARCHAR,                 -- plan design in force in the year
  opening INTEGER NOT NULL,
  hires INTEGER NOT NULL,
  scheduled_hires INTEGER NOT NULL,
  experienced_terminations INTEGER NOT NULL, -- strata E and P, scheduled included
  reductions INTEGER NOT NULL,
  new_hire_terminations INTEGER NOT NULL,
  promotions INTEGER NOT NULL,
  raises INTEGER NOT NULL,
  closing INTEGER NOT NULL,
  target_closing INTEGER NOT NULL,
  raised INTEGER NOT NULL,
  unmet INTEGER NOT NULL,
  closing_payroll_cents BIGINT NOT NULL,
  prorated_payroll_cents BIGINT NOT NULL,
  severance_cents BIGINT NOT NULL,
  event_counts JSON NOT NULL,             -- type: number
  summary JSON NOT NULL,                  -- YearSummary of src-shared/columns.ts
  written_at TIMESTAMP NOT NULL           -- UTC; created_at of the public views
);

-- One row for each check of section 11 in each year, from the engine and from SQL. The rows of a year that failed
-- are kept although its facts are not.
CREATE TABLE validation_result (
  run_key INTEGER NOT NULL,
  simulation_year INTEGER NOT NULL,
  invariant_id VARCHAR NOT NULL,          -- INV-1 …
  origin VARCHAR NOT NULL,                -- engine or store
  severity VARCHAR NOT NULL,              -- FAIL or WARN
  checked BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  offenders VARCHAR[] NOT NULL            -- at most 20, in words
);

-- The chain of hashes that makes the fingerprint. Link 0 (simulation_year NULL) covers the persons, dictionaries and
-- opening state; each year adds a link over the link before and the digests of its columns.
CREATE TABLE ledger (
  run_key INTEGER NOT NULL,
  position INTEGER NOT NULL,              -- 0, 1, …
  simulation_year INTEGER,
  row_counts JSON NOT NULL,               -- relation: rows
  column_digests JSON NOT NULL,           -- relation: {column: SHA-256}
  previous_link VARCHAR NOT NULL,         -- 64 hex digits; of position 0: 64 zeros
  link VARCHAR NOT NULL
);

-- What was done to the workspace, oldest first.
CREATE TABLE audit_log (
  happened_at TIMESTAMP NOT NULL,         -- UTC
  user_name VARCHAR NOT NULL,
  action VARCHAR NOT NULL,                -- census.import, run.start, run.end, run.delete, …
  subject VARCHAR NOT NULL,               -- id of what it was done to
  detail JSON NOT NULL
);
