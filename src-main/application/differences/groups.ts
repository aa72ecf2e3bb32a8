import type { Grouping } from '../../../src-shared/api/differences.ts';
import type { ReadableRun } from '../results/run-dictionary.ts';
import type { RunFacts } from './run-facts.ts';

/**
 * How people are grouped. `to` is the group of a row of `snapshot s` at the end of its year, or at leaving; `from` is
 * what tells the group at the end of the year before: a code as well, or completed years that fall into a band.
 */
export interface GroupSql {
  readonly to: string;
  readonly from: string;
  /** What `from` needs beside the snapshot. */
  readonly join?: (runKey: number) => string;
  /** Kind of the run's dictionary that names the codes. */
  readonly kind: string;
  /** Bands of the scenario that `from` falls into; null where it is a code. */
  readonly bands: 'age' | 'tenure' | null;
}

export const GROUP_SQL: Readonly<Record<Grouping, GroupSql>> = {
  // Nobody changes department or location.
  department: { to: 's.department', from: 's.department', kind: 'department', bands: null },
  location: { to: 's.location', from: 's.location', kind: 'location', bands: null },
  // A promotion raises the level by one (INV-20).
  level: {
    to: 's.level',
    from: '(s.level - coalesce(promoted.steps, 0))',
    kind: 'level',
    bands: null,
    join: (key) =>
      `LEFT JOIN (SELECT simulation_year, person, count(*) AS steps FROM event_promotion WHERE run_key = ${key} GROUP BY ALL) promoted ON promoted.simulation_year = s.simulation_year AND promoted.person = s.person`,
  },
  // On 31 December every anniversary of the year has passed.
  ageBand: {
    to: 's.age_band',
    from: '(s.simulation_year - 1 - year(s.birth_date))',
    kind: 'age_band',
    bands: 'age',
  },
  tenureBand: {
    to: 's.tenure_band',
    from: '(s.simulation_year - 1 - year(s.hire_date))',
    kind: 'tenure_band',
    bands: 'tenure',
  },
};

/** Names of the groups of a run. */
export interface GroupNames {
  /** Of a code. */
  readonly to: (code: number | null) => string;
  /** Of what {@link GroupSql.from} gives. */
  readonly from: (value: number | null) => string;
}

/** What people of no group are called. */
const NONE = 'None';

/** The name of a code; a level is known by its number as well. */
export function groupName(run: ReadableRun, kind: string, code: number | null): string {
  const text = code === null ? undefined : run.texts.get(kind)?.[code];
  if (kind === 'level' && code !== null) return text === undefined ? String(code) : `${code} ${text}`;
  return text === undefined || text === '' ? NONE : text;
}

export function groupNames(run: RunFacts, grouping: Grouping): GroupNames {
  const { kind, bands } = GROUP_SQL[grouping];
  const to = (code: number | null): string => groupName(run, kind, code);
  if (bands === null) return { to, from: to };
  const list = run.scenario.bands[bands];
  const codeOf = (years: number): number =>
    list.findIndex(({ min, max }) => years >= min && (max === null || years < max));
  return { to, from: (years) => to(years === null ? null : codeOf(years)) };
}
