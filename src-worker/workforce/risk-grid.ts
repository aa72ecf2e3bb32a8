import type { RunParameters } from './parameters.ts';
import { cellOf } from './multipliers.ts';

/**
 * The groups of people who share relative risk and retirement probability (W-34): a class of ages, a class of service
 * years and a level. Ages of one class lie in one band and in one row of the retirement table; services likewise.
 */
export interface RiskGrid {
  readonly groups: number;
  /** Class by completed years. */
  readonly ageClass: Uint8Array;
  readonly serviceClass: Uint8Array;
  readonly serviceClasses: number;
  readonly levels: number;
  /** By group: m and r in ppm, and the age × tenure × level cell. */
  readonly multiplier: Float64Array;
  readonly retirement: Int32Array;
  readonly cell: Int32Array;
}

interface Classes {
  readonly of: Uint8Array;
  /** Band and table row of each class. */
  readonly members: readonly { readonly band: number; readonly row: number }[];
}

function classesOf(bands: Uint8Array, rows: Int8Array | null): Classes {
  const members: { band: number; row: number }[] = [];
  const of = Uint8Array.from(bands, (band, years) => {
    const row = rows?.[years] ?? -1;
    const known = members.findIndex((member) => member.band === band && member.row === row);
    return known >= 0 ? known : members.push({ band, row }) - 1;
  });
  return { of, members };
}

/** Group of a person by class of age, class of service and level. */
export function groupOf(
  serviceClasses: number,
  levels: number,
  ageClass: number,
  serviceClass: number,
  level: number,
): number {
  return (ageClass * serviceClasses + serviceClass) * levels + level - 1;
}

/** The grid of a run; it does not depend on the year. */
export function riskGrid(parameters: RunParameters): RiskGrid {
  const { termination, retirement, ageBandOf, tenureBandOf } = parameters;
  const ages = classesOf(ageBandOf, retirement?.rowOfAge ?? null);
  const services = classesOf(tenureBandOf, retirement?.columnOfService ?? null);
  const { levels } = termination;
  const groups = ages.members.length * services.members.length * levels;
  const grid = {
    groups,
    ageClass: ages.of,
    serviceClass: services.of,
    serviceClasses: services.members.length,
    levels,
    multiplier: new Float64Array(groups),
    retirement: new Int32Array(groups),
    cell: new Int32Array(groups),
  };
  for (const [ageClass, age] of ages.members.entries()) {
    for (const [serviceClass, service] of services.members.entries()) {
      const hasRate = retirement !== null && age.row >= 0 && service.row >= 0;
      const rate = hasRate ? (retirement.ratesPpm[age.row * retirement.columns + service.row] ?? 0) : 0;
      for (let level = 1; level <= levels; level++) {
        const group = groupOf(grid.serviceClasses, levels, ageClass, serviceClass, level);
        const cell = cellOf(termination.tenures, levels, age.band, service.band, level);
        grid.cell[group] = cell;
        grid.multiplier[group] = termination.products[cell] ?? 0;
        grid.retirement[group] = rate;
      }
    }
  }
  return grid;
}
