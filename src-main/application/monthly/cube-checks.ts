import { cubeTable, LEAVER_COLUMNS } from './cube-sql.ts';

/** What a check counts: `compared` figures, of which `different` are not equal. */
interface CheckStatement {
  readonly what: string;
  readonly sql: string;
}

/** Compares columns of two relations row by row; a row that one of them lacks is different in every column. */
function comparison(
  what: string,
  keys: readonly string[],
  columns: readonly string[],
  ours: string,
  stored: string,
): CheckStatement {
  const differ = columns.map((name) => `count(*) FILTER (ours.${name} IS DISTINCT FROM stored.${name})`);
  return {
    what,
    sql: `SELECT count(*) * ${columns.length} AS compared, ${differ.join(' + ')} AS different
      FROM (${ours}) ours FULL JOIN (${stored}) stored USING (${keys.join(', ')})`,
  };
}

/** The checks of a cube against the figures that the run stored beside its events: by year, and by month and department. */
export function checkStatements(runKey: number): readonly CheckStatement[] {
  const cube = cubeTable(runKey);
  const leavers = LEAVER_COLUMNS.join(' + ');
  return [
    comparison(
      'Headcount and pay of each year',
      ['year'],
      ['opening', 'hires', 'leavers', 'promotions', 'closing', 'payroll', 'severance'],
      `SELECT month // 12 AS year, sum(opening) FILTER (month % 12 = 0) AS opening, sum(hires) AS hires,
         sum(${leavers}) AS leavers, sum(moved_in) AS promotions, sum(closing) FILTER (month % 12 = 11) AS closing,
         sum(payroll) AS payroll, sum(severance) AS severance
       FROM ${cube} GROUP BY year`,
      `SELECT simulation_year AS year, opening, hires,
         experienced_terminations + reductions + new_hire_terminations AS leavers, promotions, closing,
         prorated_payroll_cents AS payroll, severance_cents AS severance
       FROM run_year WHERE run_key = ${runKey}`,
    ),
    comparison(
      'Plan cost of each year, as earned and as posted',
      ['year'],
      [
        'deferral',
        'posted_deferral',
        'matched',
        'posted_match',
        'true_up',
        'core',
        'posted_core',
        'excess',
        'posted_excess',
      ],
      `SELECT month // 12 AS year, sum(deferral_earned) AS deferral, sum(deferral_posted) AS posted_deferral,
         sum(match_earned) AS matched, sum(match_posted) AS posted_match, sum(true_up) AS true_up,
         sum(core_earned) AS core, sum(core_posted) AS posted_core, sum(core_excess_earned) AS excess,
         sum(core_excess_posted) AS posted_excess
       FROM ${cube} WHERE month // 12 IN (SELECT simulation_year FROM run_year_plan WHERE run_key = ${runKey})
       GROUP BY year`,
      `SELECT simulation_year AS year, base_deferral_cents + catch_up_cents AS deferral, deferral AS posted_deferral,
         match_cents AS matched, matched AS posted_match, true_up_cents AS true_up, core_cents AS core,
         core AS posted_core, core_excess_cents AS excess, excess AS posted_excess
       FROM run_year_plan WHERE run_key = ${runKey}`,
    ),
    comparison(
      'Every month of every department',
      ['month', 'department'],
      ['opening', 'hires', 'leavers', 'closing', 'payroll', 'severance'],
      `SELECT month, department, sum(opening) AS opening, sum(hires) AS hires, sum(${leavers}) AS leavers,
         sum(closing) AS closing, sum(payroll) AS payroll, sum(severance) AS severance
       FROM ${cube} GROUP BY month, department`,
      `SELECT simulation_year * 12 + month - 1 AS month, department, opening, hires, terminations AS leavers, closing,
         payroll_cents AS payroll, severance_cents AS severance
       FROM month_department WHERE run_key = ${runKey}`,
    ),
  ];
}
