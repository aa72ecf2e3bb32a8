const THREE_DIGITS = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));

/** What the ids of a year's simulated hires begin with (W-41). */
export function simulatedPrefix(year: number): string {
  return `NH-${year}-`;
}

/** What the ids of a year's simulated hires with an ordinal of so many thousands begin with. */
function thousandPrefix(year: number, thousands: number): string {
  return simulatedPrefix(year) + (THREE_DIGITS[thousands] ?? '');
}

/** W-41: id of a simulated hire, NH-<year>-<6-digit ordinal>, ordinals from 1. */
export function simulatedId(year: number, ordinal: number): string {
  const thousands = Math.floor(ordinal / 1000);
  return thousandPrefix(year, thousands) + (THREE_DIGITS[ordinal - thousands * 1000] ?? '');
}

/** Largest ordinal that an id has room for. */
export const MAX_ORDINAL = 999_999;

/** The ids of the persons of a run. Those of simulated hires follow from year and ordinal, so they are not kept. */
export class PersonIds {
  readonly #census: readonly string[];
  /** First person and year of each year's simulated hires. */
  readonly #blocks: { readonly first: number; readonly year: number }[] = [];

  constructor(censusPersonIds: readonly string[]) {
    this.#census = censusPersonIds;
  }

  get census(): readonly string[] {
    return this.#census;
  }

  /** Adds the simulated hires of a year; their ids in ordinal order. */
  addHires(year: number, first: number, count: number): readonly string[] {
    this.#blocks.push({ first, year });
    const ids: string[] = [];
    for (let thousands = 0; thousands * 1000 <= count; thousands++) {
      const prefix = thousandPrefix(year, thousands);
      const last = Math.min(999, count - thousands * 1000);
      for (let rest = thousands === 0 ? 1 : 0; rest <= last; rest++)
        ids.push(prefix + (THREE_DIGITS[rest] ?? ''));
    }
    return ids;
  }

  /** The id of a person. */
  readonly of = (person: number): string => {
    const id = this.#census[person];
    if (id !== undefined) return id;
    const block = this.#blocks.findLast(({ first }) => first <= person);
    return block === undefined ? '' : simulatedId(block.year, person - block.first + 1);
  };
}
