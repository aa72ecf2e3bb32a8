import type { RunOverview } from '../../../src-shared/api/results.ts';
import type { RunResult } from '../../../src-shared/api/runs.ts';
import type { AverageBridge, YearSummary } from '../../../src-shared/columns.ts';

/** How the headcount of one year came about. */
export interface HeadcountBridge {
  readonly year: number;
  readonly opening: number;
  readonly hires: number;
  /** By reason, in the order of {@link leaverReasons}; reductions stand for themselves. */
  readonly leavers: readonly number[];
  readonly closing: number;
  /** Whether opening + hires − leavers = closing, added up here, and the year opens where the last one closed. */
  readonly tiesOut: boolean;
}

const REDUCTION = 'reduction';
const ORDER = ['voluntary', 'involuntary', 'retirement', 'death', 'disability', 'none', REDUCTION];

const reasonOf = ({ category, reason }: RunOverview['leavers'][number]): string =>
  category === REDUCTION ? REDUCTION : reason;

/** Reasons that occur in a run, in a fixed order. */
export const leaverReasons = ({ leavers }: Pick<RunOverview, 'leavers'>): readonly string[] =>
  ORDER.filter((reason) => leavers.some((leaver) => reasonOf(leaver) === reason));

/** The bridge of every year. The leavers are counted from the events, the ends are those of the year's own summary. */
export function headcountBridges(
  years: readonly YearSummary[],
  overview: Pick<RunOverview, 'leavers'>,
): readonly HeadcountBridge[] {
  const reasons = leaverReasons(overview);
  return years.map(({ year, opening, hires, closing }, index) => {
    const leavers = reasons.map((reason) =>
      overview.leavers
        .filter((leaver) => leaver.year === year && reasonOf(leaver) === reason)
        .reduce((sum, { people }) => sum + people, 0),
    );
    const left = leavers.reduce((sum, count) => sum + count, 0);
    const previous = years[index - 1];
    const tiesOut =
      opening + hires - left === closing && (previous === undefined || previous.closing === opening);
    return { year, opening, hires, leavers, closing, tiesOut };
  });
}

/** A part of the growth of average pay, as a fraction of the opening average. */
export interface GrowthPart {
  readonly name: string;
  readonly share: number;
}

const PARTS: readonly (readonly [string, (bridge: AverageBridge) => number])[] = [
  ['COLA', ({ colaCents }) => colaCents],
  ['Merit', ({ meritCents }) => meritCents],
  ['Promotions', ({ promotionCents }) => promotionCents],
  ['Market', ({ marketCents }) => marketCents],
  ['Leavers', ({ leaverMixCents }) => leaverMixCents],
  ['Hires', ({ hireMixCents }) => hireMixCents],
  ['Replacement', ({ replacementCents }) => replacementCents],
];

/** What made average pay grow in a year (W-59); null where one end is missing. The parts sum to `total`. */
export function payGrowth(
  bridge: AverageBridge,
): { readonly parts: readonly GrowthPart[]; readonly total: number; readonly tiesOut: boolean } | null {
  const { openingCents, closingCents } = bridge;
  if (openingCents === null || closingCents === null || openingCents === 0) return null;
  const parts = PARTS.map(([name, of]) => ({ name, cents: of(bridge) })).filter(({ cents }) => cents !== 0);
  const sum = parts.reduce((total, { cents }) => total + cents, 0);
  return {
    parts: parts.map(({ name, cents }) => ({ name, share: cents / openingCents })),
    total: (closingCents - openingCents) / openingCents,
    tiesOut: Math.round(openingCents + sum) === Math.round(closingCents),
  };
}

/** Everyone who left in a year. */
export const leaversOf = ({
  experiencedTerminations,
  newHireTerminations,
  reductions,
}: YearSummary): number => experiencedTerminations + newHireTerminations + reductions;

/** Leavers over the average of opening and closing headcount; null for a year without anybody. */
export function turnover(year: YearSummary): number | null {
  const average = (year.opening + year.closing) / 2;
  return average === 0 ? null : leaversOf(year) / average;
}

/** Average of the closing annual rates in cents; null without anybody. */
export const averagePay = ({ closing, closingPayrollCents }: YearSummary): number | null =>
  closing === 0 ? null : closingPayrollCents / closing;

type PlanYear = RunResult['plan'][number];

/** Participants over eligible people; null when nobody is eligible. */
export const participation = ({ eligible, participants }: PlanYear): number | null =>
  eligible === 0 ? null : participants / eligible;

/** Bars of a chart that hang between two heights: each has the height it starts from and its length. */
export function hanging(
  steps: readonly { readonly from: number; readonly to: number }[],
): readonly { readonly base: number; readonly length: number }[] {
  return steps.map(({ from, to }) => ({ base: Math.min(from, to), length: Math.abs(to - from) }));
}
