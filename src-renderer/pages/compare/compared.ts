import type { ComparedRun, ComparedYear } from '../../../src-shared/api/comparisons.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { moment } from '../../components/format.ts';
import type { Column } from './metric-text.ts';

/** A run of a comparison with everything that is shown of it. */
export interface Compared extends ComparedRun {
  readonly run: RunSummary;
  /** What it is called here: its name, with the time where another run has the same. */
  readonly label: string;
  /** Place in the comparison: 0 for the base. It decides the colour. */
  readonly index: number;
}

/** Names by which runs can be told apart. */
export function runLabels(runs: readonly RunSummary[]): readonly string[] {
  return runs.map(({ name, startedAt, runId }) =>
    runs.some((other) => other.runId !== runId && other.name === name)
      ? `${name}, ${moment(startedAt)}`
      : name,
  );
}

/** The years that all runs have, in order. */
export function commonYears(runs: readonly { readonly years: readonly ComparedYear[] }[]): readonly number[] {
  const [first, ...others] = runs.map(({ years }) => years.map(({ year }) => year));
  return (first ?? []).filter((year) => others.every((years) => years.includes(year)));
}

/** A run without the years that others do not have. */
export const inYears = (years: readonly ComparedYear[], common: readonly number[]): readonly ComparedYear[] =>
  years.filter(({ year }) => common.includes(year));

const spanText = (first: number, last: number): string => (first === last ? `${first}` : `${first}–${last}`);

/** The years, and all of them together. */
export function yearColumns(common: readonly number[]): readonly Column[] {
  const [first] = common;
  const last = common.at(-1);
  const single = common.map((year): Column => ({
    title: String(year),
    year,
    isIn: (other) => other === year,
  }));
  if (first === undefined || last === undefined || first === last) return single;
  return [...single, { title: 'All years', year: null, isIn: () => true }];
}

/** From the first year up to each. */
export function runningColumns(common: readonly number[]): readonly Column[] {
  const [first] = common;
  return common.map((year): Column => ({
    title: first === undefined || first === year ? String(year) : spanText(first, year),
    year: null,
    isIn: (other) => other <= year,
  }));
}
