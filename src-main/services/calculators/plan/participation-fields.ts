import { z } from 'zod';
import { ceilRatio, hasMoreDecimals, scaleDecimal } from '../../../../src-shared/arithmetic.ts';
import { DESIGN_DEFAULTS } from '../../../../src-shared/scenario/defaults.ts';
import {
  autoEnrollmentSchema,
  voluntaryEnrollmentSchema,
} from '../../../../src-shared/scenario/sections/plan-enrollment-schema.ts';
import { behaviourSegments } from '../../../../src-worker/plan/participation/behaviour-segments.ts';
import { DRAW_RANGE } from '../../../../src-worker/random/draw-source.ts';
import { SCENARIO } from '../defaults.ts';

/** Fields and default settings that the calculators of participation share. */

export const AUTOMATIC = autoEnrollmentSchema.parse(DESIGN_DEFAULTS['autoEnrollment']);
export const VOLUNTARY = voluntaryEnrollmentSchema.parse(DESIGN_DEFAULTS['voluntaryEnrollment']);
export const SEGMENTS = behaviourSegments(SCENARIO.segments);

/** A rate or probability in an output. */
export const fraction = (description: string) => z.number().meta({ description: `${description}, fraction` });

/** Decimals of the product of two shares: all that a draw is ever compared with. */
const DRAW_DECIMALS = 12;

/**
 * A draw u as the integer k of the engine. Written with few decimals it means that decimal number, so that a draw equal
 * to a probability is not below it, which it might be as a binary fraction; the draws of the engine have more decimals.
 */
export const writtenDraw = (description: string) =>
  z
    .number()
    .min(0)
    .lt(1)
    .meta({ description: `${description}, 0 ≤ u < 1` })
    .transform((u) => {
      const scaled = hasMoreDecimals(u, DRAW_DECIMALS) ? null : scaleDecimal(String(u), DRAW_DECIMALS);
      if (scaled === null) return Math.floor(u * DRAW_RANGE);
      return Number(ceilRatio(BigInt(scaled) * BigInt(DRAW_RANGE), 10n ** BigInt(DRAW_DECIMALS)));
    });
