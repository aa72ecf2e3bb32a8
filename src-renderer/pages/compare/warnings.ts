import { choiceText } from '../../features/scenario/value-text.ts';
import { money, people } from '../../components/format.ts';
import type { Compared } from './compared.ts';

/** Something that makes runs less comparable than they look. */
export interface ComparisonWarning {
  readonly warningId: string;
  readonly title: string;
  /** Which run has what. */
  readonly particulars: string;
  /** What it means for the comparison. */
  readonly meaning: string;
}

/** What each run has, runs with the same together: “Baseline, High growth: 42; Richer match: 7”. */
function whoHas(runs: readonly Compared[], textOf: (run: Compared) => string): string {
  const groups = new Map<string, string[]>();
  for (const run of runs) {
    const text = textOf(run);
    groups.set(text, [...(groups.get(text) ?? []), run.label]);
  }
  return [...groups].map(([text, labels]) => `${labels.join(', ')}: ${text}`).join('; ');
}

const differ = (runs: readonly Compared[], keyOf: (run: Compared) => string | number): boolean =>
  new Set(runs.map(keyOf)).size > 1;

/** Most limits that are named. */
const NAMED_LIMITS = 3;

/** Statutory limits that runs were tested against and that are not the same in all of them. */
function differingLimits(runs: readonly Compared[]): readonly string[] {
  const limits = new Map<string, Map<string, number>>();
  for (const { label, years } of runs)
    for (const { year, plan } of years)
      for (const { item, cents } of plan?.limits ?? []) {
        const name = `${choiceText(item)} ${year}`;
        limits.set(name, (limits.get(name) ?? new Map<string, number>()).set(label, cents));
      }
  return [...limits].flatMap(([name, byRun]) =>
    new Set(byRun.values()).size > 1
      ? [`${name}: ${[...byRun].map(([label, cents]) => `${money(cents)} in ${label}`).join(', ')}`]
      : [],
  );
}

function limitWarning(runs: readonly Compared[]): readonly ComparisonWarning[] {
  const limits = differingLimits(runs);
  if (limits.length === 0) return [];
  const rest = limits.length - NAMED_LIMITS;
  return [
    {
      warningId: 'limits',
      title: 'The runs use different statutory limits',
      particulars: [...limits.slice(0, NAMED_LIMITS), ...(rest > 0 ? [`and ${people(rest)} more`] : [])].join(
        '; ',
      ),
      meaning: 'Deferrals, match and tests differ for people at a limit even where the plan is the same.',
    },
  ];
}

/** Everything that makes the runs of a comparison less comparable than they look, the gravest first. */
export function comparisonWarnings(runs: readonly Compared[]): readonly ComparisonWarning[] {
  const checks: readonly (ComparisonWarning & { readonly isTrue: boolean })[] = [
    {
      warningId: 'census',
      isTrue: differ(runs, ({ run }) => run.census.hash),
      title: 'The runs start from different people',
      particulars: whoHas(runs, ({ run }) => `${run.census.name}, ${people(run.census.accepted)} people`),
      meaning: 'Differences come from the census as well as from the assumptions.',
    },
    {
      warningId: 'horizon',
      isTrue: differ(runs, ({ run }) => `${run.startYear} ${run.endYear}`),
      title: 'The runs cover different years',
      particulars: whoHas(runs, ({ run }) => `${run.startYear}–${run.endYear}`),
      meaning:
        'Only the years that all runs have are compared and added up. Runs with different first years have simulated a different number of years by then.',
    },
    {
      warningId: 'mode',
      isTrue: differ(runs, ({ run }) => run.mode),
      title: 'The runs use chance in different ways',
      particulars: whoHas(runs, ({ run }) => choiceText(run.mode)),
      meaning:
        'Exact quotas meet the targets, chance scatters around them: part of every difference is luck.',
    },
    {
      warningId: 'seed',
      isTrue: differ(runs, ({ run }) => run.seed),
      title: 'The runs have different random seeds',
      particulars: whoHas(runs, ({ run }) => `seed ${run.seed}`),
      meaning:
        'Other people leave, are hired and are promoted. Small differences may be luck; run both with one seed to see what the assumptions do.',
    },
    {
      warningId: 'engine',
      isTrue: differ(runs, ({ run }) => run.engineVersion),
      title: 'The runs were made by different versions of the engine',
      particulars: whoHas(runs, ({ run }) => `version ${run.engineVersion}`),
      meaning: 'A change of the rules may show as a difference. Run the older one again to be sure.',
    },
    {
      warningId: 'schema',
      isTrue: differ(runs, ({ schemaVersion }) => schemaVersion),
      title: 'The runs were stored in different forms of the workspace',
      particulars: whoHas(runs, ({ schemaVersion }) => `form ${schemaVersion}`),
      meaning: 'Figures that the older form did not have are shown as n/a.',
    },
  ];
  const found = checks.flatMap(({ isTrue, ...warning }) => (isTrue ? [warning] : []));
  return [...found, ...limitWarning(runs)];
}
