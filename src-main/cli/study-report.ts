import { formatCount, formatQuantity, formatSeconds } from './format.ts';
import { formatPlanTable, type PlanYearDocument } from './plan-table.ts';
import { formatFacts } from './table.ts';
import { formatYearTable, type YearDocument } from './year-table.ts';

/** What the command line tells of a stored run. */
interface Study {
  readonly runId: string;
  readonly fingerprint: string;
  readonly seed: number;
  readonly mode: string;
  readonly name: string;
  readonly workspace: string;
  readonly scenario: { readonly name: string; readonly source: string | null };
  readonly census: {
    readonly name: string;
    readonly rows: number;
    readonly accepted: number;
    readonly quarantined: number;
  };
  readonly years: readonly YearDocument[];
  readonly plan: readonly PlanYearDocument[];
  readonly events: Readonly<Record<string, number>>;
  readonly invariants: {
    readonly checked: number;
    readonly failed: number;
    readonly warnings: readonly { readonly year: number; readonly id: string; readonly failed: number }[];
  };
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly timings: { readonly importMs: number; readonly engineMs: number; readonly totalMs: number };
}

/** A run in words: the table that ties out, then what was checked and where it is stored. */
export function formatStudy(study: Study): string {
  const { census, scenario, invariants, warnings, years, timings } = study;
  const total = Object.values(study.events).reduce((sum, count) => sum + count, 0);
  const untied = years.filter(({ tiesOut }) => !tiesOut).length;
  return [
    formatYearTable(years),
    '',
    ...(study.plan.length === 0 ? [] : [formatPlanTable(study.plan), '']),
    untied === 0
      ? '✓ Opening + hires − leavers − new-hire leavers − reductions = closing in every year, and every year opens with the closing headcount of the one before.'
      : `✗ ${formatQuantity(untied, 'year')} of ${years.length} do not tie out.`,
    `${invariants.failed === 0 ? '✓' : '✗'} ${formatQuantity(invariants.checked, 'check')} of the results: ${formatCount(invariants.failed)} failed, ${formatQuantity(invariants.warnings.length, 'warning')}.`,
    ...invariants.warnings.map(
      ({ year, id, failed }) => `  ${id} in ${year}: ${formatQuantity(failed, 'finding')}`,
    ),
    ...warnings.map(({ code, message }) => `! ${code} ${message}`),
    '',
    formatFacts([
      [
        'Census',
        `${census.name}: ${formatQuantity(census.rows, 'row')}, ${formatCount(census.accepted)} accepted, ${formatCount(census.quarantined)} quarantined`,
      ],
      ['Scenario', `${scenario.name}, ${scenario.source ?? 'the default scenario'}`],
      ['Seed, mode', `${study.seed}, ${study.mode}`],
      [
        'Events',
        `${formatCount(total)}: ${Object.entries(study.events)
          .map(([type, count]) => `${formatCount(count)} ${type}`)
          .join(', ')}`,
      ],
      ['Stored as', `run ${study.runId} (${study.name})`],
      ['Stored in', study.workspace],
      ['Fingerprint', study.fingerprint],
      [
        'Time',
        `${formatSeconds(timings.totalMs)}, of which import ${formatSeconds(timings.importMs)} and engine ${formatSeconds(timings.engineMs)}`,
      ],
    ]),
  ].join('\n');
}
