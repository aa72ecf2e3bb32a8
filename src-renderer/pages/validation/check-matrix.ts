import type { CheckedRule, TieFigure, TieOut, ValidationReport } from '../../../src-shared/api/validation.ts';
import type { RunCheck } from '../../../src-shared/api/runs.ts';

/** The checks of one rule in one year. */
export interface CheckCell {
  readonly year: number;
  readonly checked: number;
  readonly failed: number;
  readonly offenders: readonly string[];
}

/** A rule with its checks by year. */
export interface CheckRow extends CheckedRule {
  /** Who checked it: the engine while it simulated, the store by reading the rows. */
  readonly origins: readonly RunCheck['origin'][];
  /** One a year; null where the year has no such check, without a plan for example. */
  readonly cells: readonly (CheckCell | null)[];
  readonly failed: number;
}

/** Years of the checks, and a row for each rule that was checked. */
export function checkMatrix({ rules, checks }: Pick<ValidationReport, 'rules' | 'checks'>): {
  readonly years: readonly number[];
  readonly rows: readonly CheckRow[];
} {
  const years = [...new Set(checks.map(({ year }) => year))].sort((a, b) => a - b);
  const rows = rules.flatMap((rule): CheckRow[] => {
    const own = checks.filter(({ id }) => id === rule.id);
    if (own.length === 0) return [];
    return [
      {
        ...rule,
        origins: [...new Set(own.map(({ origin }) => origin))],
        cells: years.map((year) =>
          cellOf(
            year,
            own.filter((check) => check.year === year),
          ),
        ),
        failed: own.reduce((sum, { failed }) => sum + failed, 0),
      },
    ];
  });
  return { years, rows };
}

function cellOf(year: number, checks: readonly RunCheck[]): CheckCell | null {
  if (checks.length === 0) return null;
  return {
    year,
    checked: checks.reduce((sum, { checked }) => sum + checked, 0),
    failed: checks.reduce((sum, { failed }) => sum + failed, 0),
    offenders: checks.flatMap(({ offenders }) => offenders),
  };
}

/** What the checks of a run come to. */
export function checkCounts(checks: readonly RunCheck[]): {
  readonly made: number;
  readonly broken: number;
  readonly warnings: number;
} {
  const found = checks.filter(({ failed }) => failed > 0);
  return {
    made: checks.length,
    broken: found.filter(({ severity }) => severity === 'FAIL').length,
    warnings: found.filter(({ severity }) => severity === 'WARN').length,
  };
}

/** Whether every place that has a figure has the same. */
export function isTied({ events, people, months, totals }: TieOut): boolean {
  const values = [events, people, months, totals].filter((value) => value !== null);
  return new Set(values).size <= 1;
}

/** Figures in words, and whether they are people. */
export const FIGURE_WORDS: Readonly<
  Record<TieFigure, { readonly name: string; readonly isPeople: boolean }>
> = {
  hires: { name: 'Hires', isPeople: true },
  terminations: { name: 'Leavers', isPeople: true },
  closing: { name: 'Closing headcount', isPeople: true },
  payroll: { name: 'Pay earned', isPeople: false },
  severance: { name: 'Severance', isPeople: false },
  deferrals: { name: 'Deferrals', isPeople: false },
  catchUp: { name: 'Catch-up', isPeople: false },
  match: { name: 'Match', isPeople: false },
  trueUp: { name: 'True-up', isPeople: false },
  core: { name: 'Core', isPeople: false },
  coreExcess: { name: 'Core above the level', isPeople: false },
  reallocated: { name: 'Reallocated forfeitures', isPeople: false },
  forfeitures: { name: 'Forfeitures', isPeople: false },
};

/** The person a finding names at its beginning, if it does: "E17 in 2027: …". */
export const personOf = (offender: string): string | null => /^(\S+) in \d{4}\b/.exec(offender)?.[1] ?? null;
