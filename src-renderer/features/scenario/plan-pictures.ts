import type { CalculatorService } from '../../../src-shared/api/calculators.ts';
import { isJsonObject, isList, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { objectsAt } from './input-kind.ts';

/** A line of a picture: what it is, and its points. */
export interface PictureLine {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** The calculators of the engine, so that a picture shows what a run pays. */
export type Calculate = CalculatorService['run'];

/** Pay in dollars at which the match is shown. */
const SHOWN_PAY = 100_000;
const MOST_DEFERRAL_PERCENT = 15;
const SHOWN_YEARS = 7;

/** A number of the result of a calculator; null when there is none, for a formula that is not valid yet. */
async function calculated(
  calculate: Calculate,
  name: string,
  input: JsonObject,
  output: string,
): Promise<number | null> {
  const outcome = await calculate({ name, input });
  const value = 'result' in outcome ? valueAt(outcome.result, [output]) : null;
  return typeof value === 'number' ? value : null;
}

const bandName = (min: unknown, max: unknown): string =>
  typeof max === 'number' ? `${String(min)}–${max - 1}` : `${String(min)}+`;

async function lineOf(
  name: string,
  xs: readonly number[],
  yAt: (x: number) => Promise<number | null>,
): Promise<PictureLine | null> {
  const ys = await Promise.all(xs.map(yAt));
  const points = xs.flatMap((x, index): readonly (readonly [number, number])[] => {
    const y = ys[index];
    return typeof y === 'number' ? [[x, y]] : [];
  });
  return points.length === xs.length ? { name, points } : null;
}

const found = (lines: readonly (PictureLine | null)[]): readonly PictureLine[] =>
  lines.filter((line) => line !== null);

/** The match of a year by deferral, both as fractions of pay: one line for each band of the formula (P-65). */
export async function matchLines(
  calculate: Calculate,
  match: JsonObject,
  year: number,
): Promise<readonly PictureLine[]> {
  if (match['type'] === 'none') return [];
  const bands = isList(match['bands']) ? match['bands'].filter(isJsonObject) : [{ name: 'Match', min: 0 }];
  const percents = Array.from({ length: MOST_DEFERRAL_PERCENT + 1 }, (_, value) => value / 100);
  const lines = bands.map((band) =>
    lineOf('name' in band ? 'Match' : bandName(band['min'], band['max']), percents, async (deferral) => {
      const input = {
        year,
        match: { ...match, frequency: 'annual' },
        planPay: SHOWN_PAY,
        deferral: Math.round(deferral * SHOWN_PAY),
        // Points are age plus service: all of them as service is somebody with these points.
        tenureYears: band['min'],
        age: match['type'] === 'pointsBased' ? 0 : 40,
      };
      const amount = await calculated(calculate, 'match', input, 'amount');
      return amount === null ? null : amount / SHOWN_PAY;
    }),
  );
  return found(await Promise.all(lines));
}

/** The vested share by credited years, of each kind of employer money (P-79). */
export async function vestingLines(
  calculate: Calculate,
  vesting: JsonObject,
): Promise<readonly PictureLine[]> {
  const years = Array.from({ length: SHOWN_YEARS + 1 }, (_, year) => year);
  const line = (name: string, schedule: unknown): Promise<PictureLine | null> =>
    lineOf(name, years, (credited) =>
      calculated(calculate, 'vest', { balance: 100, schedule, years: credited }, 'vestedRate'),
    );
  return found(await Promise.all([line('Match', vesting['match']), line('Core', vesting['core'])]));
}

/** How much likelier than the average each age and tenure is to leave or be promoted: the product of two multipliers. */
export function hazardProducts(
  document: JsonObject,
  multipliers: { readonly age: JsonObject; readonly tenure: JsonObject },
): {
  readonly ages: readonly string[];
  readonly tenures: readonly string[];
  readonly products: readonly (readonly number[])[];
} {
  const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
  const label = ({ label: text }: JsonObject): string => (typeof text === 'string' ? text : '');
  const ages = objectsAt(document, ['bands', 'age']);
  const tenures = objectsAt(document, ['bands', 'tenure']);
  return {
    ages: ages.map(label),
    tenures: tenures.map(label),
    products: ages.map((age) =>
      tenures.map(
        (tenure) =>
          number(multipliers.age[String(age['id'])]) * number(multipliers.tenure[String(tenure['id'])]),
      ),
    ),
  };
}
