import type { Ppm } from '../../../src-shared/units.ts';

/** A band of a core schedule: half-open, the last without an end (P-5). */
export interface ScheduleBand {
  readonly min: number;
  readonly max: number | null;
  readonly rate: Ppm;
}

/** Why a schedule of rates is not gradual, in the order of the checks (P-110). */
export type GradualFault = 'step' | 'ratio' | 'ratioRises' | 'interval';

/** Largest step between neighbouring bands: 5 points. */
const LARGEST_STEP = 50_000;
/** Latest point at which the first band of ages or points may be taken to start. */
const LATEST_START = 25;

/**
 * P-110: why a schedule is not gradual, or null when it is: each step up by more than 0 and at most 5 points, the ratio of
 * neighbouring rates at most 2 and never above the one before, and all bands but the last equally long.
 */
export function gradualFault(
  bands: readonly ScheduleBand[],
  kind: 'age' | 'service' | 'points',
): GradualFault | null {
  const steps = bands.slice(1).map(({ rate }, at) => ({ from: bands[at]?.rate ?? 0, to: rate }));
  if (steps.some(({ from, to }) => to <= from || to - from > LARGEST_STEP)) return 'step';
  if (steps.some(({ from, to }) => to > 2 * from)) return 'ratio';
  const rises = ({ from, to }: (typeof steps)[number], at: number): boolean => {
    const before = steps[at - 1];
    return before !== undefined && to * before.from > before.to * from;
  };
  if (steps.some(rises)) return 'ratioRises';
  return areEquallyLong(bands, kind !== 'service') ? null : 'interval';
}

/** Whether all bands but the last are equally long; the first one may be taken to start later, if `isFirstMovable`. */
function areEquallyLong(bands: readonly ScheduleBand[], isFirstMovable: boolean): boolean {
  const [first, ...others] = bands.slice(0, -1).map(({ min, max }) => ({ min, max: max ?? min }));
  if (first === undefined) return true;
  const lengths = new Set(others.map(({ min, max }) => max - min));
  if (lengths.size > 1) return false;
  const [length = first.max - first.min] = lengths;
  const start = first.max - length;
  return start === first.min || (isFirstMovable && start > first.min && start <= LATEST_START);
}
