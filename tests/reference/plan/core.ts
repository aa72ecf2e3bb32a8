import { cents, largest, MILLION, ppm, rnd } from '../exact.ts';
import { at } from '../exact.ts';
import type { Design } from './designs.ts';
import { bandAt } from './match-formula.ts';

/** Core contributions (P-71, P-72). Money in cents, rates in ppm. */

export interface Core {
  readonly base: bigint;
  readonly excess: bigint;
  readonly rate: bigint;
  readonly excessRate: bigint;
  readonly band: number | null;
}

/** The core contribution on a pay, for somebody with so many completed years of service and of age. */
export function coreOf(
  core: Design['core'],
  pay: bigint,
  service: number,
  age: number,
  wageBase: bigint,
): Core {
  const { rate, band } = coreRate(core, service, age);
  const { enabled, disparityRate } = core.integration;
  const isIntegrated = core.type !== 'none' && enabled;
  const above = largest(0n, pay - integrationLevel(core.integration, wageBase));
  return {
    base: rnd(pay * rate, MILLION),
    excess: isIntegrated ? rnd(above * ppm(disparityRate), MILLION) : 0n,
    rate,
    excessRate: isIntegrated ? ppm(disparityRate) : 0n,
    band,
  };
}

function coreRate(
  core: Design['core'],
  service: number,
  age: number,
): { readonly rate: bigint; readonly band: number | null } {
  if (core.type === 'none') return { rate: 0n, band: null };
  if (core.type === 'flat') return { rate: ppm(core.rate), band: null };
  const value = { gradedByService: service, ageBanded: age, pointsBased: age + service }[core.type];
  const band = bandAt(core.bands, value);
  return { rate: ppm(at(core.bands, band).rate), band };
}

/** Level above which the excess is paid; a share of the wage base is rounded to whole dollars (P-72). */
function integrationLevel(
  { levelMode, levelValue }: Design['core']['integration'],
  wageBase: bigint,
): bigint {
  if (levelMode === 'wageBase' || levelValue === null) return wageBase;
  if (levelMode === 'fixedDollars') return cents(levelValue);
  return rnd(ppm(levelValue) * wageBase, MILLION * 100n) * 100n;
}
