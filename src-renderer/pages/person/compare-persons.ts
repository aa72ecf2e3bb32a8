import type { PersonEvent } from '../../../src-shared/person/event-fields.ts';
import type { PersonHistory } from '../../../src-shared/person/history.ts';

/** Two people of one id in two runs, laid beside each other. */

/** Whether the two are one person, and what is to be known of it. */
export type Likeness =
  | { readonly kind: 'absent' }
  /** People of the census: the same if both runs start from the same census. */
  | { readonly kind: 'census'; readonly isSameCensus: boolean; readonly isSameSeed: boolean }
  /**
   * Simulated hires of one id (W-41: everything about one is drawn by its id). They are one person when they were hired
   * alike with the same draws; the fields in which the hires differ, by name.
   */
  | {
      readonly kind: 'hire';
      readonly isAlike: boolean;
      readonly isSameSeed: boolean;
      readonly differing: readonly string[];
    };

/** Whether a person of one run and the one of the same id in another are the same (P-123). */
export function likenessOf(mine: PersonHistory, other: PersonHistory | null): Likeness {
  if (other === null) return { kind: 'absent' };
  const isSameSeed = mine.seed === other.seed && mine.replicate === other.replicate;
  if (mine.origin === 'simulatedHire' || other.origin === 'simulatedHire') {
    const differing = differingHire(hireOf(mine), hireOf(other));
    return {
      kind: 'hire',
      isAlike: !differing.some((name) => WHO_IT_IS.includes(name)),
      isSameSeed,
      differing,
    };
  }
  return { kind: 'census', isSameCensus: mine.censusHash === other.censusHash, isSameSeed };
}

/** What makes a simulated hire who they are; the other fields say how it came about, or are copied from somebody. */
const WHO_IT_IS: readonly string[] = [
  'hireDate',
  'birthDate',
  'level',
  'department',
  'annualPay',
  'scheduledHours',
];

/** The fields of the hire of a simulated person; none for people of the census. */
function hireOf({ origin, events }: PersonHistory): Readonly<Record<string, unknown>> {
  const hire = origin === 'simulatedHire' ? events.find(({ type }) => type === 'HIRE') : undefined;
  return hire === undefined ? {} : { hireDate: hire.day, ...hire.payload };
}

const differingHire = (
  mine: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): readonly string[] =>
  [...new Set([...Object.keys(mine), ...Object.keys(other)])].filter((name) => mine[name] !== other[name]);

/** Events of one kind on one date in two runs. */
export interface EventPair {
  readonly day: number;
  readonly mine: PersonEvent | null;
  readonly other: PersonEvent | null;
  readonly difference: 'same' | 'differs' | 'onlyMine' | 'onlyOther';
}

const keyOf = ({ day, type, category }: PersonEvent): string => `${day} ${type} ${category}`;

/** Two logs in one order: by date, then as in the log they are in; events of one kind on one date stand beside each other. */
export function pairEvents(
  mine: readonly PersonEvent[],
  other: readonly PersonEvent[],
): readonly EventPair[] {
  const unmatched = new Map<string, PersonEvent[]>();
  for (const event of other) unmatched.set(keyOf(event), [...(unmatched.get(keyOf(event)) ?? []), event]);
  const pairs = mine.map((event): EventPair => {
    const partner = unmatched.get(keyOf(event))?.shift() ?? null;
    if (partner === null) return { day: event.day, mine: event, other: null, difference: 'onlyMine' };
    const isSame = JSON.stringify(event.payload) === JSON.stringify(partner.payload);
    return { day: event.day, mine: event, other: partner, difference: isSame ? 'same' : 'differs' };
  });
  const rest = [...unmatched.values()]
    .flat()
    .map((event): EventPair => ({ day: event.day, mine: null, other: event, difference: 'onlyOther' }));
  // The sort is stable: the order of a log within a day stays.
  return [...pairs, ...rest].sort((a, b) => a.day - b.day);
}

/** Fields in which the two events of a pair differ, by name. */
export function differingFields({ mine, other }: EventPair): readonly string[] {
  if (mine === null || other === null) return [];
  const values: Readonly<Record<string, unknown>> = other.payload;
  return Object.entries(mine.payload).flatMap(([name, value]) => (values[name] === value ? [] : [name]));
}
