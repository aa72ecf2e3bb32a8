import { shareOf, toPpm } from '../../src-shared/arithmetic.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import type { Cents, Ppm } from '../../src-shared/units.ts';
import { bandOf, bandTable } from './band-table.ts';
import { integrationLevel } from './disparity.ts';
import type { PlanLimits } from './plan-limits.ts';

type CoreSettings = Scenario['planDesigns'][number]['core'];

/** The core contribution of a design in one year. */
export interface CoreTerms {
  /** What the bands count. */
  readonly bandsOf: 'everybody' | 'service' | 'age' | 'points';
  readonly bandTable: Uint8Array;
  readonly rates: readonly Ppm[];
  /** Rate on pay above the level; 0 without integration. */
  readonly disparityRate: Ppm;
  readonly level: Cents;
}

function ratesOf(core: CoreSettings): Pick<CoreTerms, 'bandsOf' | 'bandTable' | 'rates'> {
  const of = (
    by: CoreTerms['bandsOf'],
    bands: readonly { readonly min: number; readonly max: number | null; readonly rate: number }[],
  ) => ({ bandsOf: by, bandTable: bandTable(bands), rates: bands.map(({ rate }) => toPpm(rate)) });
  switch (core.type) {
    case 'none':
      return of('everybody', [{ min: 0, max: null, rate: 0 }]);
    case 'flat':
      return of('everybody', [{ min: 0, max: null, rate: core.rate }]);
    case 'gradedByService':
      return of('service', core.bands);
    case 'ageBanded':
      return of('age', core.bands);
    case 'pointsBased':
      return of('points', core.bands);
  }
}

/** The core settings of a design in one year. Without a core contribution nothing is integrated either. */
export function coreTerms(core: CoreSettings, limits: PlanLimits): CoreTerms {
  const { enabled, disparityRate, levelMode, levelValue } = core.integration;
  const { bandsOf, bandTable: table, rates } = ratesOf(core);
  return {
    bandsOf,
    bandTable: table,
    rates,
    disparityRate: enabled && core.type !== 'none' ? toPpm(disparityRate) : (0 as Ppm),
    level: integrationLevel(levelMode, levelValue, limits.wageBase),
  };
}

/** Rate of a person by completed service and completed age on the settlement date; points are their sum (P-71). */
export function coreRate(terms: CoreTerms, service: number, age: number): Ppm {
  const value = { everybody: 0, service, age, points: service + age }[terms.bandsOf];
  return terms.rates[bandOf(terms.bandTable, value)] ?? (0 as Ppm);
}

/** P-71: base contribution on cappedPlanPay; the person must be allocation-eligible. */
export function coreBase(terms: CoreTerms, pay: Cents, service: number, age: number): Cents {
  return shareOf(pay, coreRate(terms, service, age));
}

/** P-72: contribution on cappedPlanPay above the integration level, which is never prorated; a second named amount. */
export function coreExcess({ disparityRate, level }: CoreTerms, pay: Cents): Cents {
  return disparityRate === 0 || pay <= level ? (0 as Cents) : shareOf((pay - level) as Cents, disparityRate);
}
