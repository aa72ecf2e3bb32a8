-- The public relations: what analysts query from outside. They show complete runs only. Names are stable.

-- Text of a closed list (src-shared/vocabulary.ts) by its index.
CREATE MACRO termination_reason_name(code) AS CASE code WHEN 1 THEN 'voluntary' WHEN 2 THEN 'involuntary'
  WHEN 3 THEN 'retirement' WHEN 4 THEN 'death' WHEN 5 THEN 'disability' END;
CREATE MACRO flsa_status_name(code) AS CASE code WHEN 1 THEN 'exempt' WHEN 2 THEN 'nonexempt' END;
CREATE MACRO detailed_status_name(code) AS CASE code WHEN 0 THEN 'newHireActive' WHEN 1 THEN 'newHireTermination'
  WHEN 2 THEN 'continuousActive' WHEN 3 THEN 'experiencedTermination' END;
CREATE MACRO level_basis_name(code) AS CASE code WHEN 0 THEN 'given' WHEN 1 THEN 'in-range' WHEN 2 THEN 'below'
  WHEN 3 THEN 'gap' WHEN 4 THEN 'above' END;
CREATE MACRO termination_rule_name(code) AS CASE code WHEN 0 THEN 'race' WHEN 1 THEN 'bernoulli'
  WHEN 2 THEN 'certain' WHEN 3 THEN 'reduction' WHEN 4 THEN 'scheduled' END;
CREATE MACRO hire_category_name(code) AS CASE code WHEN 0 THEN 'simulated' WHEN 1 THEN 'scheduled' END;
CREATE MACRO termination_category_name(code) AS CASE code WHEN 0 THEN 'experienced' WHEN 1 THEN 'priorYearHire'
  WHEN 2 THEN 'newHire' WHEN 3 THEN 'reduction' WHEN 4 THEN 'scheduled' END;
CREATE MACRO promotion_category_name(code) AS CASE code WHEN 0 THEN 'standard' END;
CREATE MACRO raise_category_name(code) AS CASE code WHEN 0 THEN 'cola' WHEN 1 THEN 'merit' WHEN 2 THEN 'market' END;

-- Cents as an amount.
CREATE MACRO amount(cents) AS CAST(CAST(cents AS DECIMAL(18,0)) * 0.01 AS DECIMAL(18,2));

-- Id of an event from its content (W-60): it cannot disagree with the row and takes no space.
CREATE MACRO event_uuid(employee_id, simulation_year, event_type, event_category, effective_date, k) AS
  CAST(substr(sha256(concat_ws('|', employee_id, simulation_year, event_type, event_category,
    strftime(effective_date, '%Y-%m-%d'), k)), 1, 32) AS UUID);

-- The payload of an event: every field of W-60, NULL where the type of the event does not have it.
CREATE MACRO event_payload(
  level := NULL, annual_pay := NULL, birth_date := NULL, department := NULL, location := NULL, cost_centre := NULL,
  job_title := NULL, scheduled_hours_per_week := NULL, flsa_status := NULL, union_member := NULL, range_min := NULL,
  range_max := NULL, percentile_ppm := NULL, market_ppm := NULL, noise_ppm := NULL, donor_id := NULL,
  month_draw := NULL, day_draw := NULL, level_draw := NULL, department_draw := NULL, age_band_draw := NULL,
  birth_date_draw := NULL, part_time_draw := NULL, donor_draw := NULL, reason := NULL, pay_in_force := NULL,
  age_years := NULL, tenure_years := NULL, hazard_ppm := NULL, retirement_ppm := NULL, rule := NULL, draw := NULL,
  race_key := NULL, quota := NULL, reason_draw := NULL, date_draw := NULL, severance := NULL, from_level := NULL,
  to_level := NULL, previous_pay := NULL, new_pay := NULL, increase_ppm := NULL, increase_draw := NULL,
  floor_applied := NULL, cap_applied := NULL, amount := NULL, rate_ppm := NULL, budget_ppm := NULL,
  weight_ppm := NULL
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
  weight_ppm := CAST(weight_ppm AS INTEGER)
);

-- Runs that are results, with what every public row says of its run and year.
CREATE VIEW complete_run_year AS
SELECT r.run_key, y.simulation_year, r.run_id, s.scenario_id, y.plan_design_id, r.replicate,
  y.written_at AS created_at
FROM run r
JOIN run_end e ON e.run_key = r.run_key AND e.status = 'complete'
JOIN scenario_version s ON s.scenario_key = r.scenario_key
JOIN run_year y ON y.run_key = r.run_key;

CREATE VIEW fct_yearly_events AS
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

CREATE VIEW fct_workforce_snapshot AS
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
