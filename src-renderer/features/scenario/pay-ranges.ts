import type { PayDistribution } from '../../../src-shared/api/censuses.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { objectsAt } from './input-kind.ts';

const CENTS = 100;

/** The pay range of a level with the pay of the people in it, in dollars a year. */
export interface PayRange {
  readonly level: string;
  readonly name: string;
  readonly min: number;
  readonly mid: number;
  readonly max: number;
  /** Pay of the people of the census at this level; null where there are none or it is not known. */
  readonly people: {
    readonly count: number;
    readonly p10: number;
    readonly median: number;
    readonly p90: number;
  } | null;
}

/** The ranges of the levels in the first year (W-27), with the people whose level the census gives. */
export function payRanges(document: JsonObject, payByLevel: readonly PayDistribution[]): readonly PayRange[] {
  return objectsAt(document, ['jobLevels']).flatMap((entry): readonly PayRange[] => {
    const { level, name, minPay, maxPay } = entry;
    if (typeof level !== 'number' || typeof minPay !== 'number' || typeof maxPay !== 'number') return [];
    const found = payByLevel.find(({ label }) => label === String(level) || label === name);
    return [
      {
        level: String(level),
        name: typeof name === 'string' ? name : '',
        min: minPay,
        mid: (minPay + maxPay) / 2,
        max: maxPay,
        people:
          found === undefined
            ? null
            : {
                count: found.people,
                p10: found.p10 / CENTS,
                median: found.median / CENTS,
                p90: found.p90 / CENTS,
              },
      },
    ];
  });
}
