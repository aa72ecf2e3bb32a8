import type {
  BridgeMeasure,
  DriverId,
  Grouping,
  WorkforceIdentity,
} from '../../../../src-shared/api/differences.ts';
import { bandName } from '../../../components/band-name.ts';
import {
  moneyDifference,
  money,
  people,
  peopleDifference,
  shortMoney,
  shortMoneyDifference,
} from '../../../components/format.ts';

/** What bridges are called, and how their figures look. */

export const MEASURE_NAMES: Readonly<Record<BridgeMeasure, string>> = {
  headcount: 'Headcount',
  payroll: 'Payroll',
  planCost: 'Employer plan cost',
};

export const GROUPING_NAMES: Readonly<Record<Grouping, string>> = {
  department: 'Department',
  location: 'Location',
  level: 'Level',
  ageBand: 'Age band',
  tenureBand: 'Tenure band',
};

/** What a group is called: a band in words, the name of anything else as it is. */
export const groupLabel = (grouping: string | null, label: string): string =>
  grouping === 'ageBand' || grouping === 'tenureBand' ? bandName(label) : label;

export const DRIVER_NAMES: Readonly<Record<DriverId, string>> = {
  opening: 'Opening',
  hires: 'Hires',
  voluntary: 'Voluntary leavers',
  involuntary: 'Involuntary leavers',
  retirement: 'Retirement',
  death: 'Death',
  disability: 'Disability',
  reduction: 'Reductions in force',
  newHireLeavers: 'New-hire leavers',
  moves: 'Moves between groups',
  volume: 'Headcount at average pay',
  openingPay: 'Pay of opening staff',
  hirePay: 'Pay of hires',
  leaverPay: 'Pay of leavers',
  movePay: 'Pay of movers',
  cola: 'Cost of living',
  promotion: 'Promotions',
  merit: 'Merit',
  market: 'Market adjustments',
  onlyInBase: 'People only in the base',
  onlyInOther: 'People only in the other run',
  simulatedHires: 'Simulated hires',
  eligibility: 'Eligibility for the match',
  participation: 'Participation',
  pay: 'Pay',
  deferralRate: 'Deferrals',
  formula: 'Match formula',
  otherMatch: 'Paychecks, true-up and limits',
  core: 'Core contributions',
  forfeitures: 'Forfeitures and expenses',
};

/** What a driver counts, for who wonders; drivers whose name says it have none. */
export const DRIVER_HELP: Readonly<Partial<Record<DriverId, string>>> = {
  opening: 'People employed before the first common year',
  moves: 'People who came into a group from another one, less those who went; none over all groups',
  volume: 'The difference in headcount, each person at the average annual pay of the base',
  openingPay: 'What the people employed before the first common year are paid above or below that average',
  hirePay: 'What hires who stayed until the end of their year were hired at, above or below that average',
  movePay:
    'What people who moved between groups were paid at the beginning of the year, above or below that average',
  leaverPay: 'What leavers were paid at the beginning of their year, above or below that average',
  onlyInBase: 'Census employees employed in this year in the base only',
  onlyInOther: 'Census employees employed in this year in the other run only',
  simulatedHires: 'All simulated hires: they are other people in each run',
  eligibility: 'People matched in one run only, because of entry, hours, service or the last day',
  participation: 'People matched in one run only, because they defer nothing in the other',
  pay: 'Matched in both: the match of the base on the pay of the other run, at the same deferral rate',
  deferralRate: 'Matched in both: the match of the base on the deferrals of the other run',
  formula: 'The match of the other run’s formula instead of the base’s, on the same pay and deferrals',
  otherMatch: 'Match by paycheck, true-up, the annual limit and long-term part-time rules',
  core: 'Core contributions of people who are in both runs',
  forfeitures: 'Forfeitures that pay for contributions, and expenses of the plan',
};

/** Why simulated hires are compared or not (P-123). */
export const IDENTITY_WORDS: Readonly<Record<WorkforceIdentity, string>> = {
  identical:
    'Both runs have the same seed and an identical workforce, so simulated hires are the same people.',
  seed: 'The runs have different seeds, so simulated hires are different people.',
  replicate: 'The runs are different replicates, so simulated hires are different people.',
  start: 'The runs start from different censuses or years, so simulated hires are different people.',
  workforce: 'The workforces of the runs differ, so simulated hires are different people.',
};

/** How the figures of a measure look: as they are, and as differences; in full and in few characters. */
interface Figures {
  readonly value: (figure: number) => string;
  readonly difference: (figure: number) => string;
  readonly shortValue: (figure: number) => string;
  readonly shortDifference: (figure: number) => string;
}

const PEOPLE: Figures = {
  value: people,
  difference: peopleDifference,
  shortValue: people,
  shortDifference: peopleDifference,
};
const DOLLARS: Figures = {
  value: money,
  difference: moneyDifference,
  shortValue: shortMoney,
  shortDifference: shortMoneyDifference,
};

export const figuresOf = (measure: BridgeMeasure): Figures => (measure === 'headcount' ? PEOPLE : DOLLARS);

/** What the figure of a measure is, of a year or of all years. */
export function unitOf(measure: BridgeMeasure, year: number | null): string {
  switch (measure) {
    case 'headcount':
      return `People employed on 31 December ${String(year)}`;
    case 'payroll':
      return `Annual pay of everyone employed on 31 December ${String(year)}`;
    case 'planCost':
      return year === null ? 'Net cash cost of all common years' : `Net cash cost of ${year}`;
  }
}

/** The name of the other run, told apart from a base of the same name. */
export const besideName = (base: { readonly name: string }, other: { readonly name: string }): string =>
  other.name === base.name ? `${other.name} (2)` : other.name;
