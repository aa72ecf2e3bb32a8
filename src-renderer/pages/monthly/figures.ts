import {
  MONTHLY_MEASURES,
  type MonthlyDimension,
  type MonthlyMeasure,
} from '../../../src-shared/api/monthly.ts';

/** What the figures and the dimensions of the monthly view are called, and how a figure behaves over months. */

interface Figure {
  readonly title: string;
  readonly unit: 'people' | 'money';
  /** Over several months: that of the first, of the last, or the sum. */
  readonly over: 'first' | 'last' | 'sum';
  readonly hint: string;
}

export const FIGURES: Readonly<Record<MonthlyMeasure, Figure>> = {
  opening: {
    title: 'Opening headcount',
    unit: 'people',
    over: 'first',
    hint: 'Employed when the month begins',
  },
  hires: { title: 'Hires', unit: 'people', over: 'sum', hint: 'By their start date' },
  movedIn: { title: 'Promoted in', unit: 'people', over: 'sum', hint: 'Promoted to this level in the month' },
  leavers: { title: 'Leavers', unit: 'people', over: 'sum', hint: 'By their last paid day' },
  leaversExperienced: {
    title: 'Leavers: experienced',
    unit: 'people',
    over: 'sum',
    hint: 'Hired before last year',
  },
  leaversPriorYearHire: {
    title: 'Leavers: hired the year before',
    unit: 'people',
    over: 'sum',
    hint: 'Hired in the year before they left',
  },
  leaversNewHire: {
    title: 'Leavers: new hires',
    unit: 'people',
    over: 'sum',
    hint: 'Hired in the year in which they left',
  },
  leaversReduction: {
    title: 'Leavers: reduction in force',
    unit: 'people',
    over: 'sum',
    hint: 'Let go to reach the target',
  },
  leaversScheduled: {
    title: 'Leavers: scheduled',
    unit: 'people',
    over: 'sum',
    hint: 'With a termination date in the census',
  },
  movedOut: {
    title: 'Promoted out',
    unit: 'people',
    over: 'sum',
    hint: 'Promoted from this level in the month',
  },
  closing: { title: 'Closing headcount', unit: 'people', over: 'last', hint: 'Employed when the month ends' },
  payroll: { title: 'Payroll', unit: 'money', over: 'sum', hint: 'Pay of the days employed in the month' },
  severance: { title: 'Severance', unit: 'money', over: 'sum', hint: 'In the month of leaving' },
  planCost: {
    title: 'Employer plan cost',
    unit: 'money',
    over: 'sum',
    hint: 'Match, true-up and core, before forfeitures are used',
  },
  match: { title: 'Match', unit: 'money', over: 'sum', hint: 'Employer match without the true-up' },
  trueUp: {
    title: 'Match true-up',
    unit: 'money',
    over: 'sum',
    hint: 'Known, and due, when the year is settled',
  },
  core: { title: 'Core', unit: 'money', over: 'sum', hint: 'Core contribution of the employer' },
  coreExcess: {
    title: 'Core above the integration level',
    unit: 'money',
    over: 'sum',
    hint: 'Permitted disparity: the part for pay above the level',
  },
  deferrals: {
    title: 'Employee deferrals',
    unit: 'money',
    over: 'sum',
    hint: 'Deferrals and catch-up of employees',
  },
};

/** Figures of the plan: a run without one has none of them. */
export const PLAN_FIGURES: readonly MonthlyMeasure[] = [
  'planCost',
  'match',
  'trueUp',
  'core',
  'coreExcess',
  'deferrals',
];

/** Figures that are shown with the levels, and only with them. */
export const MOVES: readonly MonthlyMeasure[] = ['movedIn', 'movedOut'];

export const DEFAULT_FIGURES: readonly MonthlyMeasure[] = [
  'opening',
  'hires',
  'leavers',
  'closing',
  'payroll',
  'severance',
  'planCost',
];

export const inFigureOrder = (figures: readonly MonthlyMeasure[]): readonly MonthlyMeasure[] =>
  MONTHLY_MEASURES.filter((measure) => figures.includes(measure));

/** A dimension; `all` names everybody. */
export const DIMENSIONS: Readonly<
  Record<MonthlyDimension, { readonly title: string; readonly all: string }>
> = {
  department: { title: 'Department', all: 'All departments' },
  location: { title: 'Location', all: 'All locations' },
  costCentre: { title: 'Cost centre', all: 'All cost centres' },
  jobTitle: { title: 'Job title', all: 'All job titles' },
  level: { title: 'Level', all: 'All levels' },
  origin: { title: 'Origin', all: 'Everyone' },
};
