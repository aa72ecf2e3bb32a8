import {
  MONTHLY_MEASURES,
  type MonthlyDimension,
  type MonthlyMeasure,
} from '../../../src-shared/api/monthly.ts';
import type { GridCondition } from '../../../src-shared/api/results.ts';
import { daysInMonth, toDay } from '../../../src-shared/dates.ts';
import { eventsPlace, isNumber, isOneOf, peoplePlace } from '../../state/drill.ts';
import type { Place } from '../../state/navigation.ts';
import { MOVES, PLAN_FIGURES } from './figures.ts';
import type { Layout } from './layout.ts';
import type { Numbers, Spot } from './pivot-table.ts';

/**
 * What is behind a number of the monthly view. A list that opens holds exactly the people or the events that were
 * counted; where the terms of the grids cannot say that, there is no way to it.
 */

interface Shown {
  readonly runId: string;
  readonly startYear: number;
  readonly layout: Pick<Layout, 'filters' | 'basis'>;
  readonly numbers: Pick<Numbers, 'at'>;
}

/** Columns of the grid of people. */
const COLUMNS: Readonly<Record<MonthlyDimension, string | null>> = {
  department: 'department',
  location: 'location',
  costCentre: 'costCentre',
  jobTitle: 'jobTitle',
  level: 'levelName',
  // Ids of simulated hires have a form of their own; that others do not have it cannot be said.
  origin: null,
};
/** How the answer calls people without a value, and those whose value is an empty text. */
const NONE = '(none)';
const EMPTY = '(empty)';

const CATEGORIES: Readonly<Partial<Record<MonthlyMeasure, readonly string[]>>> = {
  planCost: ['match', 'matchTrueUp', 'core', 'coreExcess'],
  match: ['match'],
  trueUp: ['matchTrueUp'],
  core: ['core'],
  coreExcess: ['coreExcess'],
  deferrals: ['deferralPreTax', 'deferralRoth', 'catchUpPreTax', 'catchUpRoth'],
  leaversExperienced: ['experienced'],
  leaversPriorYearHire: ['priorYearHire'],
  leaversNewHire: ['newHire'],
  leaversReduction: ['reduction'],
  leaversScheduled: ['scheduled'],
  severance: ['reduction'],
};
/** Column of the grid of people that holds the amount of the year. */
const AMOUNTS: Readonly<Partial<Record<MonthlyMeasure, string>>> = {
  match: 'match',
  trueUp: 'trueUp',
  core: 'core',
  coreExcess: 'core',
  deferrals: 'deferral',
};

const AT_CLOSE = isOneOf('status', 'newHireActive', 'continuousActive');
const between = (column: string, from: number, to: number): GridCondition => ({
  kind: 'between',
  column,
  from,
  to,
});
const compared = (
  column: string,
  operator: 'lessThan' | 'lessThanOrEqual' | 'greaterThan' | 'greaterThanOrEqual',
  value: number,
): GridCondition => ({ kind: 'number', column, operator, value });

/** Whose numbers they are, as conditions on people; null when they cannot be said. */
function whoOf({ layout }: Shown, texts: Spot['texts']): readonly GridCondition[] | null {
  const wanted = [
    ...Object.entries(texts).flatMap(([dimension, text]) =>
      typeof text === 'string' ? [{ dimension, values: [text] }] : [],
    ),
    ...layout.filters.filter(({ values }) => values.length > 0),
  ];
  const conditions = wanted.map(({ dimension, values }): GridCondition | null => {
    const column = Object.entries(COLUMNS).find(([name]) => name === dimension)?.[1] ?? null;
    if (column === null) return null;
    if (!values.includes(NONE)) return isOneOf(column, ...values.map((text) => (text === EMPTY ? '' : text)));
    return values.length === 1 ? { kind: 'blank', column, isBlank: true } : null;
  });
  const said = conditions.filter((condition) => condition !== null);
  return said.length < conditions.length ? null : said;
}

/** Whether the level of these people is the same from a month to the end of its year: the grid knows only that one. */
function isLevelKept({ numbers, layout }: Shown, { texts }: Spot, from: number): boolean {
  const isByLevel =
    typeof texts.level === 'string' ||
    layout.filters.some(({ dimension, values }) => dimension === 'level' && values.length > 0);
  if (!isByLevel) return true;
  const last = from - (from % 12) + 11;
  for (let month = from; month <= last; month += 1) {
    const period = {
      grain: 'month',
      fiscalYear: 0,
      label: '',
      first: month,
      last: month,
      isPartial: false,
    } as const;
    if (MOVES.some((figure) => numbers.at({ texts, figure, period }) !== 0)) return false;
  }
  return true;
}

/** The people or the events behind a number; null where there are none, or no list could hold just them. */
export function monthlyDrill(shown: Shown, spot: Spot): Place | null {
  const { figure, period, texts } = spot;
  if (figure === null || figure === 'check' || period === null || shown.numbers.at(spot) === 0) return null;
  const who = whoOf(shown, texts);
  if (who === null) return null;
  const { runId, startYear } = shown;
  const yearOf = (month: number): number => startYear + Math.floor(month / 12);
  const from = toDay(yearOf(period.first), (period.first % 12) + 1, 1);
  const endMonth = (period.last % 12) + 1;
  const to = toDay(yearOf(period.last), endMonth, daysInMonth(yearOf(period.last), endMonth));
  const isOneYear = yearOf(period.first) === yearOf(period.last);
  const people = (year: number, ...also: readonly GridCondition[]): Place =>
    peoplePlace(runId, [isNumber('year', year), ...who, ...also]);
  const events = (type: string, categories: readonly string[] = []): Place =>
    eventsPlace(runId, [
      isOneOf('type', type),
      ...(categories.length === 0 ? [] : [isOneOf('category', ...categories)]),
      between('date', from, to),
    ]);
  const categories = CATEGORIES[figure] ?? [];
  const isEverybody = who.length === 0;
  if (PLAN_FIGURES.includes(figure)) {
    if (shown.layout.basis === 'posted' && isEverybody) return events('DC_PLAN_CONTRIBUTION', categories);
    if (!isOneYear || !isLevelKept(shown, spot, period.first)) return null;
    const amount = AMOUNTS[figure];
    return people(
      yearOf(period.first),
      ...(shown.layout.basis === 'posted'
        ? [between('employedTo', from, to)]
        : [compared('hireDate', 'lessThanOrEqual', to), compared('employedTo', 'greaterThanOrEqual', from)]),
      amount === undefined
        ? isOneOf('planStatus', 'neverEnrolled', 'enrolled', 'optedOut', 'stopped')
        : compared(amount, 'greaterThan', 0),
    );
  }
  if (figure === 'opening')
    return isLevelKept(shown, spot, period.first)
      ? people(
          yearOf(period.first),
          compared('hireDate', 'lessThan', from),
          compared('employedTo', 'greaterThanOrEqual', from),
        )
      : null;
  if (figure === 'closing') {
    if (endMonth === 12) return people(yearOf(period.last), AT_CLOSE);
    return isLevelKept(shown, spot, period.last + 1)
      ? people(
          yearOf(period.last),
          compared('hireDate', 'lessThanOrEqual', to),
          compared('employedTo', 'greaterThan', to),
        )
      : null;
  }
  if (figure === 'hires') {
    if (isEverybody) return events('HIRE');
    if (!isOneYear || !isLevelKept(shown, spot, period.first)) return null;
    return people(yearOf(period.first), between('hireDate', from, to));
  }
  if (figure === 'leavers' && !isEverybody)
    return peoplePlace(runId, [...who, between('terminationDate', from, to)]);
  // Whoever leaves in a reduction leaves once; the level of the year is the one they left with.
  if (figure === 'severance' && !isEverybody)
    return peoplePlace(runId, [
      ...who,
      between('terminationDate', from, to),
      compared('severance', 'greaterThan', 0),
    ]);
  if (figure === 'payroll')
    return isOneYear && isLevelKept(shown, spot, period.first)
      ? people(
          yearOf(period.first),
          compared('hireDate', 'lessThanOrEqual', to),
          compared('employedTo', 'greaterThanOrEqual', from),
        )
      : null;
  if (MOVES.includes(figure)) return movesPlace(runId, figure, who, between('date', from, to));
  return isEverybody ? events('TERMINATION', categories) : null;
}

/** Promotions into or out of levels; those of other groups have no list, since their events name a level only. */
function movesPlace(
  runId: string,
  figure: MonthlyMeasure,
  who: readonly GridCondition[],
  when: GridCondition,
): Place | null {
  const column = figure === 'movedIn' ? 'levelName' : 'fromLevelName';
  const levels = who.map((condition): GridCondition | null =>
    condition.kind === 'oneOf' && condition.column === 'levelName' ? { ...condition, column } : null,
  );
  const said = levels.filter((condition) => condition !== null);
  return said.length < levels.length
    ? null
    : eventsPlace(runId, [isOneOf('type', 'PROMOTION'), ...said, when]);
}

/** Figures in the order in which they may be chosen; promotions come with the levels by themselves. */
export const CHOOSABLE: readonly MonthlyMeasure[] = MONTHLY_MEASURES.filter(
  (figure) => !MOVES.includes(figure),
);
