import { z } from 'zod';
import { toPpm } from '../../../../src-shared/arithmetic.ts';

/** Fields that the calculators of the tests share (P-133). */

/** Basis points of a fraction, half up (P-9). */
const toBasisPoints = (fraction: number): number => Math.floor((toPpm(fraction) + 50) / 100);

/** A test percentage written as a fraction (4.10 % is 0.041), in basis points, rounded half up (P-9). */
export const testRate = (description: string, max = 1) =>
  z
    .number()
    .min(0)
    .max(max)
    .meta({ description: `${description}, fraction; rounded to 0.01 percentage point` })
    .transform(toBasisPoints);

/** A test percentage written in percent (81.2), in basis points, rounded half up (P-9). */
export const percentage = (description: string) =>
  z
    .number()
    .min(0)
    .max(1_000_000)
    .meta({ description: `${description}, percent; rounded to 0.01` })
    .transform((percent) => Math.floor((toPpm(percent) + 5_000) / 10_000));

export const personId = () => z.string().min(1).meta({ description: 'Id of the person' });

/** Reports an id that occurs a second time in the lists named. */
export function checkIds(
  lists: Readonly<Record<string, readonly { readonly id: string }[]>>,
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [list, people] of Object.entries(lists)) {
    for (const [index, { id }] of people.entries()) {
      if (seen.has(id)) {
        context.addIssue({ code: 'custom', path: [list, index, 'id'], message: 'occurs a second time' });
      }
      seen.add(id);
    }
  }
}

/** Output fields. */
export const fraction = (description: string) => z.number().meta({ description: `${description}, fraction` });
export const optionalFraction = (description: string) => fraction(description).nullable();
export const byPerson = (description: string) => z.record(z.string(), z.number()).meta({ description });
/** A test percentage in percent, two decimals. */
export const percent = (description: string) => z.number().meta({ description: `${description}, percent` });
export const optionalPercent = (description: string) => percent(description).nullable();
