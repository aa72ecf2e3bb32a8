import { iso } from './calendar.ts';
import type { Hire } from './hires.ts';
import type { Leaving } from './leavers.ts';
import type { Paid } from './paid.ts';
import type { Applied } from './pay.ts';
import type { Person } from './people.ts';

/** Plain rows in which the reference says its results, and what it knows of a person in a year. */

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

export const amount = (value: bigint | null): number | null => (value === null ? null : Number(value));
export const isoOrNull = (day: number | null): string | null => (day === null ? null : iso(day));

export const facts = (person: Person): Record<string, Value> => ({
  employeeId: person.id,
  birthDate: iso(person.birth),
  hireDate: iso(person.hire),
  department: person.department,
  location: person.location,
  costCentre: person.costCentre,
  jobTitle: person.jobTitle,
  scheduledHours: Number(person.hours),
  flsaStatus: person.flsa,
  unionMember: person.union,
});

/** Everything about one person in one year, before it is folded into the state. */
export interface PersonYear {
  readonly person: Person;
  readonly hire: Hire | null;
  readonly leaving: Leaving | null;
  readonly changes: readonly Applied[];
  readonly after: { readonly level: number; readonly levelSince: number; readonly pay: bigint };
  readonly paid: Paid;
  readonly severance: bigint | null;
}
