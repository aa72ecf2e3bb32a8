import { at, MILLION, rnd } from './exact.ts';

export interface Range {
  readonly level: number;
  readonly name: string;
  /** In cents. */
  readonly min: bigint;
  readonly max: bigint;
}

/** A range figure of a later year: grown and rounded to cents once per year (W-29). */
export function grown(figure: bigint, growth: bigint, years: number): bigint {
  let amount = figure;
  for (let i = 0; i < years; i += 1) amount = rnd(amount * (MILLION + growth), MILLION);
  return amount;
}

export interface LevelAssignment {
  readonly level: number;
  readonly basis: 'given' | 'in-range' | 'below' | 'gap' | 'above';
}

/** Level of a census person from pay on the ranges of the start year (W-27). Hours in hundredths, 0 for full time. */
export function levelFromPay(
  pay: bigint,
  hours: bigint,
  fullTimeHours: bigint,
  ranges: readonly Range[],
): LevelAssignment {
  const partTime = hours > 0n && hours < fullTimeHours;
  // Full-time-equivalent pay is pay × fullTimeHours / hours: compare everything multiplied by `scale`.
  const scale = partTime ? hours : 1n;
  const fte = partTime ? pay * fullTimeHours : pay;
  const inside = ranges.filter((range) => fte >= range.min * scale && fte < range.max * scale);
  const nearest = (list: readonly Range[], distance: (range: Range) => bigint): Range => {
    let best = at(list, 0);
    for (const range of list) {
      const closer = distance(range) < distance(best);
      const lowerTie = distance(range) === distance(best) && range.level < best.level;
      if (closer || lowerTie) best = range;
    }
    return best;
  };
  const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
  if (inside.length > 0) {
    const best = nearest(inside, (range) => absolute(2n * fte - (range.min + range.max) * scale));
    return { level: best.level, basis: 'in-range' };
  }
  const best = nearest(ranges, (range) =>
    fte < range.min * scale ? range.min * scale - fte : fte - range.max * scale,
  );
  if (ranges.every((range) => fte < range.min * scale)) return { level: best.level, basis: 'below' };
  if (ranges.every((range) => fte >= range.max * scale)) return { level: best.level, basis: 'above' };
  return { level: best.level, basis: 'gap' };
}
