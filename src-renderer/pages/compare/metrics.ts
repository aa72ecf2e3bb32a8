import type { ComparedPlan, ComparedTest, ComparedYear } from '../../../src-shared/api/comparisons.ts';
import { TERMINATION_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import { words } from '../../components/words.ts';
import { eventsPlace, isNumber, isOneOf } from '../../state/drill.ts';
import { placeTo, type Place } from '../../state/navigation.ts';
import {
  coreOf,
  deferralsOf,
  eligibleOf,
  employerMoneyOf,
  everybodyOf,
  grossCostOf,
  hiresOf,
  leaversPlace,
  participantsOf,
  peopleAtClose,
  peopleAtOpening,
} from '../results/overview-drills.ts';

/** What a number of a metric is: people, cents, a fraction, or a fraction of points by which a test is passed. */
export type MetricKind = 'people' | 'money' | 'rate' | 'margin';

/** A figure by which runs are compared. */
export interface Metric {
  readonly metricId: string;
  readonly title: string;
  readonly kind: MetricKind;
  /** Null where a run has none: no plan in force, nobody employed. */
  readonly of: (year: ComparedYear) => number | null;
  /** Over several years: flows add up, rates are those of the sums, levels of a day have none. */
  readonly together: (years: readonly ComparedYear[]) => number | null;
  /** The page of a run that shows what is behind it, in a year or over all for null. */
  readonly place: (runId: string, year: number | null) => Place;
  /** The verdict of a test; null for any other metric. */
  readonly verdict: ((year: ComparedYear) => string | null) | null;
  /** Whether forfeitures count in it, which are partial where opening balances are missing (P-85). */
  readonly hasForfeitures: boolean;
}

export interface MetricGroup {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

type Of = Metric['of'];
type Named = Pick<Metric, 'metricId' | 'title' | 'kind' | 'place'>;

const sumOf = (years: readonly ComparedYear[], of: Of): number | null =>
  years.reduce<number | null>((sum, year) => {
    const value = of(year);
    return value === null ? sum : (sum ?? 0) + value;
  }, null);

const over = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : part / whole;

const other = { verdict: null, hasForfeitures: false } as const;

/** What happens in a year: it adds up over years. */
const flow = (named: Named, of: Of): Metric => ({
  ...other,
  ...named,
  of,
  together: (years) => sumOf(years, of),
});

/** How it stands on one day: it does not add up. */
const level = (named: Named, of: Of): Metric => ({ ...other, ...named, of, together: () => null });

/** One flow over another. */
const ratio = (named: Named, part: Of, whole: Of): Metric => ({
  ...other,
  ...named,
  of: (year) => over(part(year), whole(year)),
  together: (years) => over(sumOf(years, part), sumOf(years, whole)),
});

const PPM = 1_000_000;

/** A growth of every year: together it compounds, and is unknown where one year is. */
const growth = (named: Named, ppmOf: Of): Metric => ({
  ...other,
  ...named,
  of: (year) => over(ppmOf(year), PPM),
  together: (years) =>
    years.reduce<number | null>((product, year) => {
      const ppm = ppmOf(year);
      return product === null || ppm === null ? null : (1 + product) * (1 + ppm / PPM) - 1;
    }, 0),
});

const ofPlan =
  (of: (plan: ComparedPlan) => number): Of =>
  ({ plan }) =>
    plan === null ? null : of(plan);

const leaversOf = ({ leavers }: ComparedYear): number =>
  Object.values(leavers).reduce((sum, people) => sum + people, 0);

const overview: Metric['place'] = (runId, year) =>
  placeTo('overview', [runId], year === null ? {} : { year: String(year) });
const planPage: Metric['place'] = (runId, year) =>
  placeTo('plan', [runId], year === null ? {} : { year: String(year) });
/** Where gross contributions less forfeitures are worked out. */
const costPage: Metric['place'] = (runId, year) =>
  placeTo('plan', [runId], { part: 'cost', ...(year === null ? {} : { year: String(year) }) });
const compliancePage: Metric['place'] = (runId, year) =>
  placeTo('compliance', [runId], year === null ? {} : { year: String(year) });
/** A page of one year; all years lead to `all`. */
const inYear =
  (place: (runId: string, year: number) => Place, all: Metric['place']): Metric['place'] =>
  (runId, year) =>
    year === null ? all(runId, null) : place(runId, year);

/** Order of the verdicts of the groups of a test: the plan is as good as the worst of them. */
const WORST_FIRST = ['fail', 'pass'];

/** The group of a test that decides: the one that fails, or passes by least. */
function decisive(tests: readonly ComparedTest[]): ComparedTest | null {
  const rank = ({ result }: ComparedTest): number =>
    WORST_FIRST.includes(result) ? WORST_FIRST.indexOf(result) : WORST_FIRST.length;
  const [first] = [...tests].sort((a, b) => rank(a) - rank(b) || (marginOf(a) ?? 0) - (marginOf(b) ?? 0));
  return first ?? null;
}

const PPM_PER_BASIS_POINT = 100;

/** How far the HCE average stays below the limit, as a fraction (P-92, P-100); negative when it is above. */
const marginOf = ({ limitPpm, hceBasisPoints }: ComparedTest): number | null =>
  limitPpm === null || hceBasisPoints === null
    ? null
    : (limitPpm - hceBasisPoints * PPM_PER_BASIS_POINT) / PPM;

function testMetric(test: ComparedTest['test'], title: string): Metric {
  const decisiveIn = ({ plan }: ComparedYear): ComparedTest | null =>
    decisive((plan?.tests ?? []).filter((each) => each.test === test));
  return {
    metricId: test,
    title,
    kind: 'margin',
    of: (year) => {
      const found = decisiveIn(year);
      return found === null ? null : marginOf(found);
    },
    together: () => null,
    place: compliancePage,
    verdict: (year) => decisiveIn(year)?.result ?? null,
    hasForfeitures: false,
  };
}

const leaverMetrics = TERMINATION_CATEGORIES.map((category): Metric =>
  flow(
    {
      metricId: `leavers.${category}`,
      title: `Leavers: ${words('eventCategory', category).toLowerCase()}`,
      kind: 'people',
      place: (runId, year) =>
        eventsPlace(runId, [
          ...(year === null ? [] : [isNumber('year', year)]),
          isOneOf('type', 'TERMINATION'),
          isOneOf('category', category),
        ]),
    },
    ({ leavers }) => leavers[category] ?? 0,
  ),
);

const DEFERRALS = flow(
  { metricId: 'deferrals', title: 'Deferrals', kind: 'money', place: deferralsOf },
  ofPlan(({ baseCents, catchUpCents }) => baseCents + catchUpCents),
);
const MATCH = flow(
  {
    metricId: 'match',
    title: 'Match',
    kind: 'money',
    place: (runId, year) => employerMoneyOf(runId, year, 'match'),
  },
  ofPlan(({ matchCents, trueUpCents }) => matchCents + trueUpCents),
);
const CORE = flow(
  {
    metricId: 'core',
    title: 'Core',
    kind: 'money',
    place: coreOf,
  },
  ofPlan(({ coreCents, coreExcessCents }) => coreCents + coreExcessCents),
);
const GROSS_COST = flow(
  { metricId: 'grossCost', title: 'Employer cost, gross', kind: 'money', place: grossCostOf },
  ofPlan(({ grossCostCents }) => grossCostCents),
);
const FORFEITURES = {
  ...flow(
    { metricId: 'forfeitures', title: 'Forfeitures used', kind: 'money', place: costPage },
    ofPlan(({ poolAppliedCents }) => poolAppliedCents),
  ),
  hasForfeitures: true,
};
const netCash = ofPlan(({ netCashCents }) => netCashCents);
const NET_CASH = {
  ...flow({ metricId: 'netCash', title: 'Employer cost, net cash', kind: 'money', place: costPage }, netCash),
  hasForfeitures: true,
};
const COST_SHARE = {
  ...ratio(
    { metricId: 'costShare', title: 'Net cash, percent of pay', kind: 'rate', place: costPage },
    netCash,
    ofPlan(({ grossPayCents }) => grossPayCents),
  ),
  hasForfeitures: true,
};
const PAY_EARNED = flow(
  { metricId: 'payEarned', title: 'Pay earned', kind: 'money', place: everybodyOf },
  ({ proratedPayrollCents }) => proratedPayrollCents,
);
const SEVERANCE = flow(
  { metricId: 'severance', title: 'Severance', kind: 'money', place: leaversPlace },
  ({ severanceCents }) => severanceCents,
);
const EMPLOYMENT_COST = {
  ...flow(
    { metricId: 'employmentCost', title: 'Pay, severance and plan', kind: 'money', place: overview },
    (year) => year.proratedPayrollCents + year.severanceCents + (netCash(year) ?? 0),
  ),
  hasForfeitures: true,
};

/** Everything that is compared, in the order of the table. */
export const METRIC_GROUPS: readonly MetricGroup[] = [
  {
    title: 'Headcount',
    metrics: [
      level(
        {
          metricId: 'opening',
          title: 'Opening headcount',
          kind: 'people',
          place: inYear(peopleAtOpening, overview),
        },
        ({ opening }) => opening,
      ),
      flow({ metricId: 'hires', title: 'Hires', kind: 'people', place: hiresOf }, ({ hires }) => hires),
      flow({ metricId: 'leavers', title: 'Leavers', kind: 'people', place: leaversPlace }, leaversOf),
      ...leaverMetrics,
      level(
        {
          metricId: 'closing',
          title: 'Closing headcount',
          kind: 'people',
          place: inYear(peopleAtClose, overview),
        },
        ({ closing }) => closing,
      ),
      ratio(
        { metricId: 'turnover', title: 'Turnover', kind: 'rate', place: leaversPlace },
        leaversOf,
        ({ opening, closing }) => (opening + closing) / 2,
      ),
    ],
  },
  {
    title: 'Pay',
    metrics: [
      level(
        {
          metricId: 'payroll',
          title: 'Closing payroll',
          kind: 'money',
          place: inYear(peopleAtClose, overview),
        },
        ({ closingPayrollCents }) => closingPayrollCents,
      ),
      PAY_EARNED,
      level(
        {
          metricId: 'averagePay',
          title: 'Average pay at close',
          kind: 'money',
          place: inYear(peopleAtClose, overview),
        },
        ({ closing, closingPayrollCents }) => over(closingPayrollCents, closing),
      ),
      growth(
        { metricId: 'averageGrowth', title: 'Growth of average pay', kind: 'rate', place: overview },
        ({ growth: { positionGrowthPpm } }) => positionGrowthPpm,
      ),
      growth(
        { metricId: 'stayerGrowth', title: 'Pay growth of stayers', kind: 'rate', place: overview },
        ({ growth: { samePersonsGrowthPpm } }) => samePersonsGrowthPpm,
      ),
    ],
  },
  {
    title: 'Plan',
    metrics: [
      level(
        { metricId: 'eligible', title: 'Eligible', kind: 'people', place: inYear(eligibleOf, planPage) },
        ofPlan(({ eligible }) => eligible),
      ),
      level(
        {
          metricId: 'participants',
          title: 'Participants',
          kind: 'people',
          place: inYear(participantsOf, planPage),
        },
        ofPlan(({ participants }) => participants),
      ),
      level(
        {
          metricId: 'participation',
          title: 'Participation',
          kind: 'rate',
          place: inYear(eligibleOf, planPage),
        },
        ({ plan }) => (plan === null ? null : over(plan.participants, plan.eligible)),
      ),
      level(
        {
          metricId: 'deferralRate',
          title: 'Average deferral rate',
          kind: 'rate',
          place: inYear(participantsOf, planPage),
        },
        ({ plan }) => (plan === null ? null : over(plan.participantRatePpm / PPM, plan.participants)),
      ),
      DEFERRALS,
      MATCH,
      CORE,
      GROSS_COST,
      FORFEITURES,
      NET_CASH,
      COST_SHARE,
    ],
  },
  {
    title: 'Compliance',
    metrics: [testMetric('adp', 'ADP test'), testMetric('acp', 'ACP test')],
  },
];

/** What the employer pays, by year and added up. */
export const COST_GROUPS: readonly MetricGroup[] = [
  { title: 'Retirement plan', metrics: [MATCH, CORE, GROSS_COST, FORFEITURES, NET_CASH] },
  { title: 'Payroll', metrics: [PAY_EARNED, SEVERANCE] },
  { title: 'Together', metrics: [EMPLOYMENT_COST] },
];

/** The metric that charts show first. */
const FIRST_METRIC = NET_CASH;

/** The metric of an id; the first one for an unknown id. */
export const metricOf = (metricId: string | null): Metric =>
  METRIC_GROUPS.flatMap(({ metrics }) => metrics).find((metric) => metric.metricId === metricId) ??
  FIRST_METRIC;

/** Groups without the metrics that are zero or missing in every year of every run. */
export function occurring(
  groups: readonly MetricGroup[],
  years: readonly ComparedYear[],
): readonly MetricGroup[] {
  return groups
    .map(({ title, metrics }) => ({
      title,
      metrics: metrics.filter(({ of, verdict }) =>
        years.some((year) => (of(year) ?? 0) !== 0 || (verdict?.(year) ?? null) !== null),
      ),
    }))
    .filter(({ metrics }) => metrics.length > 0);
}
