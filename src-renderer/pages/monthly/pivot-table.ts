import type { MonthlyDimension, MonthlyMeasure, MonthlyPivot } from '../../../src-shared/api/monthly.ts';
import { DIMENSIONS, FIGURES } from './figures.ts';
import { spanLabel, type Period } from './fiscal-periods.ts';
import { dimensionsOf, shownFigures, type Field, type Layout } from './layout.ts';

/** The table of the monthly view: rows and columns, and the number where they meet. */

/** Figures by which headcount is followed from one end of a month to the other. */
const FOLLOWED: readonly MonthlyMeasure[] = ['opening', 'hires', 'movedIn', 'leavers', 'movedOut', 'closing'];

/** A figure, or the check that the headcount adds up there. */
export type ShownFigure = MonthlyMeasure | 'check';

/** Where a number stands: what is not said comes from the other axis. */
export interface Spot {
  /** By dimension the text of its value; null for all of them together. */
  readonly texts: Readonly<Partial<Record<MonthlyDimension, string | null>>>;
  readonly figure: ShownFigure | null;
  readonly period: Period | null;
}

/** A row or a column. */
export interface Line {
  /** One text for each field of the axis. */
  readonly labels: readonly string[];
  readonly spot: Spot;
  /** Adds up others: a quarter, a fiscal year, all values of a dimension. */
  readonly isTotal: boolean;
  /** What else is to be known of it. */
  readonly hint: string;
}

export interface PivotTable {
  readonly rowFields: readonly Field[];
  readonly columnFields: readonly Field[];
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
  readonly numbers: Numbers;
}

const NOWHERE: Spot = { texts: {}, figure: null, period: null };

/** Numbers of an answer by place, with the sums over dimensions and months. */
export class Numbers {
  readonly #dimensions: readonly MonthlyDimension[];
  readonly #measures: readonly MonthlyMeasure[];
  readonly #months: number;
  /** Months by group, and by groups together, one array a measure. */
  readonly #sums = new Map<string, readonly Float64Array[]>();
  readonly #groups: readonly (readonly string[])[];

  constructor(
    answer: MonthlyPivot,
    dimensions: readonly MonthlyDimension[],
    measures: readonly MonthlyMeasure[],
  ) {
    this.#dimensions = dimensions;
    this.#measures = measures;
    this.#months = answer.months;
    this.#groups = answer.groups;
    answer.groups.forEach((texts, group) => {
      for (const key of keysOf(texts)) {
        const sums = this.#sums.get(key) ?? measures.map(() => new Float64Array(answer.months));
        this.#sums.set(key, sums);
        sums.forEach((sum, measure) => {
          const values = answer.values[measure];
          for (let month = 0; month < answer.months; month += 1)
            sum[month] = (sum[month] ?? 0) + (values?.[group * answer.months + month] ?? 0);
        });
      }
    });
  }

  /** The values of a dimension that occur where others are given, in their order. */
  textsOf(dimension: MonthlyDimension, given: Spot['texts']): readonly string[] {
    const at = this.#dimensions.indexOf(dimension);
    const fits = (texts: readonly string[]): boolean =>
      this.#dimensions.every((other, index) => {
        const wanted = given[other];
        return wanted === undefined || wanted === null || texts[index] === wanted;
      });
    return [...new Set(this.#groups.filter(fits).map((texts) => texts[at] ?? ''))];
  }

  /** The number at a place; for a check 1 when it holds and 0 when it does not. Null where there is none. */
  at({ texts, figure, period }: Spot): number | null {
    if (figure === null || period === null) return null;
    if (figure === 'check') {
      const [opening, hires, movedIn, leavers, movedOut, closing] = FOLLOWED.map(
        (followed) => this.at({ texts, figure: followed, period }) ?? NaN,
      );
      return (opening ?? NaN) + (hires ?? NaN) + (movedIn ?? NaN) - (leavers ?? NaN) - (movedOut ?? NaN) ===
        closing
        ? 1
        : 0;
    }
    const key = this.#dimensions.map((dimension) => texts[dimension] ?? ALL).join(SEPARATOR);
    const months = this.#sums.get(key)?.[this.#measures.indexOf(figure)];
    if (months === undefined) return this.#sums.has(key) ? null : 0;
    const { over } = FIGURES[figure];
    if (over === 'first') return months[period.first] ?? null;
    if (over === 'last') return months[period.last] ?? null;
    let sum = 0;
    for (let month = period.first; month <= period.last; month += 1) sum += months[month] ?? 0;
    return sum;
  }

  /** Checks every group, and all together, in every month: it adds up, and opens where the month before closed. */
  check(): { readonly compared: number; readonly different: number } {
    const at = FOLLOWED.map((figure) => this.#measures.indexOf(figure));
    let compared = 0;
    let different = 0;
    for (const sums of this.#sums.values()) {
      const [opening, hires, movedIn, leavers, movedOut, closing] = at.map((index) => sums[index]);
      for (let month = 0; month < this.#months; month += 1) {
        const of = (values: Float64Array | undefined, index = month): number => values?.[index] ?? NaN;
        const followed = of(opening) + of(hires) + of(movedIn) - of(leavers) - of(movedOut);
        const isConnected = month === 0 || of(opening) === of(closing, month - 1);
        compared += 2;
        different += (followed === of(closing) ? 0 : 1) + (isConnected ? 0 : 1);
      }
    }
    return { compared, different };
  }
}

const ALL = '\u0001';
const SEPARATOR = '\u0000';

/** The sums that a group takes part in: its own, and those over each of its dimensions and both. */
function keysOf(texts: readonly string[]): readonly string[] {
  return texts
    .reduce<readonly (readonly string[])[]>(
      (keys, text) =>
        keys.flatMap((key) => [
          [...key, text],
          [...key, ALL],
        ]),
      [[]],
    )
    .map((key) => key.join(SEPARATOR));
}

/** Lays an answer out. */
export function pivotTable(
  layout: Layout,
  numbers: Numbers,
  shownPeriods: readonly Period[],
  startYear: number,
): PivotTable {
  const figures: ShownFigure[] = shownFigures(layout).flatMap((figure): ShownFigure[] =>
    figure === 'closing' && hasFlows(layout) ? [figure, 'check'] : [figure],
  );
  const expand = (fields: readonly Field[], before: Line): readonly Line[] => {
    const [field, ...inner] = fields;
    if (field === undefined) return [before];
    return membersOf(field, before.spot).flatMap(({ label, spot, isTotal, hint }) =>
      expand(inner, {
        labels: [...before.labels, label],
        spot,
        isTotal: before.isTotal || isTotal,
        hint: [before.hint, hint].filter(Boolean).join('. '),
      }),
    );
  };
  const membersOf = (field: Field, spot: Spot): readonly Member[] => {
    if (field === 'time')
      return shownPeriods.map((period) => ({
        label: periodLabel(period),
        spot: { ...spot, period },
        isTotal: period.grain !== 'month' && period.grain !== layout.grain,
        hint: period.grain === 'month' ? '' : periodHint(period, startYear),
      }));
    if (field === 'figures')
      return figures.map((figure) => ({
        label: figureTitle(figure),
        spot: { ...spot, figure },
        isTotal: false,
        hint: figure === 'check' ? CHECK_HINT : FIGURES[figure].hint,
      }));
    const texts = numbers.textsOf(field, spot.texts);
    const member = (text: string | null): Member => ({
      label: text ?? DIMENSIONS[field].all,
      spot: { ...spot, texts: { ...spot.texts, [field]: text } },
      isTotal: text === null,
      hint: '',
    });
    return [...texts.map(member), ...(texts.length === 1 ? [] : [member(null)])];
  };
  const start: Line = { labels: [], spot: NOWHERE, isTotal: false, hint: '' };
  return {
    rowFields: layout.rows,
    columnFields: layout.columns,
    rows: expand(layout.rows, start),
    columns: expand(layout.columns, start),
    numbers,
  };
}

interface Member {
  readonly label: string;
  readonly spot: Spot;
  readonly isTotal: boolean;
  readonly hint: string;
}

const CHECK_HINT = 'Opening and who came, less who left, against closing: computed for every cell';

const figureTitle = (figure: ShownFigure): string => (figure === 'check' ? 'Adds up' : FIGURES[figure].title);

/** Whether the figures shown say how headcount came about, so that the check has its parts beside it. */
const hasFlows = ({ figures }: Layout): boolean =>
  (['opening', 'hires', 'leavers', 'closing'] as const).every((figure) => figures.includes(figure));

/** A period by itself: `Q1 FY 2026`. */
export const periodLabel = ({ grain, label, fiscalYear, isPartial }: Period): string =>
  `${grain === 'quarter' ? `${label} ${fiscalYear}` : label}${isPartial ? ' (partial)' : ''}`;

/** What a quarter or a year holds, and whether that is all it should. */
function periodHint(period: Period, startYear: number): string {
  const months = period.last - period.first + 1;
  const held = spanLabel(period, startYear);
  return period.isPartial
    ? `${held}: ${months} of ${period.grain === 'quarter' ? 3 : 12} months, the run has no more of it`
    : held;
}

/** The whole place of a row and a column. */
export const spotAt = (row: Line, column: Line): Spot => ({
  texts: { ...row.spot.texts, ...column.spot.texts },
  figure: row.spot.figure ?? column.spot.figure,
  period: row.spot.period ?? column.spot.period,
});

/** The figures that an answer must have for a layout: those shown, that of the chart, and those that are checked. */
export const neededFigures = (layout: Layout): readonly MonthlyMeasure[] => [
  ...new Set([...FOLLOWED, ...shownFigures(layout), layout.charted]),
];

/** The dimensions of the answer to a layout, the outer ones first. */
export const groupsOf = (layout: Layout): readonly MonthlyDimension[] => dimensionsOf(layout);
