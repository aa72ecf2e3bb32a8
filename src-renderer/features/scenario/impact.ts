import type { PreviewResult, PreviewYear } from '../../../src-shared/api/preview.ts';
import type { ChartColours } from '../../charts/colours.ts';
import {
  people,
  peopleDifference,
  percent,
  pointsDifference,
  shortMoney,
  shortMoneyDifference,
} from '../../components/format.ts';

/** A figure of a year that the panel follows. */
export interface ImpactFigure {
  readonly figureId: string;
  readonly title: string;
  readonly colour: Exclude<keyof ChartColours, 'alternatives'>;
  /** Null where there is none: no plan in force. */
  readonly of: (year: PreviewYear) => number | null;
  readonly show: (value: number) => string;
  readonly difference: (value: number) => string;
}

/** The figures of the panel, in the order of its tiles. */
export const IMPACT_FIGURES: readonly ImpactFigure[] = [
  {
    figureId: 'closing',
    title: 'Closing headcount',
    colour: 'neutral',
    of: ({ summary }) => summary.closing,
    show: people,
    difference: peopleDifference,
  },
  {
    figureId: 'hires',
    title: 'Hires',
    colour: 'hires',
    of: ({ summary }) => summary.hires,
    show: people,
    difference: peopleDifference,
  },
  {
    figureId: 'leavers',
    title: 'Leavers',
    colour: 'leavers',
    of: ({ summary }) => summary.experiencedTerminations + summary.reductions + summary.newHireTerminations,
    show: people,
    difference: peopleDifference,
  },
  {
    figureId: 'payroll',
    title: 'Closing payroll',
    colour: 'pay',
    of: ({ summary }) => summary.closingPayrollCents,
    show: shortMoney,
    difference: shortMoneyDifference,
  },
  {
    figureId: 'planCost',
    title: 'Employer plan cost',
    colour: 'employer',
    of: ({ plan }) => plan?.grossCostCents ?? null,
    show: shortMoney,
    difference: shortMoneyDifference,
  },
  {
    figureId: 'participation',
    title: 'Participation',
    colour: 'employee',
    of: ({ plan }) => (plan === null || plan.eligible === 0 ? null : plan.participants / plan.eligible),
    show: percent,
    difference: pointsDifference,
  },
];

/** A figure in one year, and of the base in the same year. */
export interface ImpactPoint {
  readonly year: number;
  readonly value: number | null;
  readonly base: number | null;
}

/** A figure over the years of an answer, beside the base. */
export function impactPoints(
  figure: ImpactFigure,
  result: PreviewResult,
  base: PreviewResult | null,
): readonly ImpactPoint[] {
  return result.years.map((year) => {
    const same = base?.years.find(({ summary }) => summary.year === year.summary.year);
    return {
      year: year.summary.year,
      value: figure.of(year),
      base: same === undefined ? null : figure.of(same),
    };
  });
}

/** The difference to the base in words; a dash where there is none. */
export const differenceText = (figure: ImpactFigure, { value, base }: ImpactPoint): string =>
  value === null || base === null ? '–' : figure.difference(value - base);
