const PREFIX = 'NH-';
/** The first text after every text that starts with the prefix. */
const AFTER_PREFIX = 'NH.';

/** First of the positions `from` to `to` at which `isReached` holds; it holds at every later one too. */
const firstPosition = (from: number, to: number, isReached: (position: number) => boolean): number => {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/**
 * Persons by ascending id in code-point order (W-45), from persons by ascending index: census persons by id, then
 * simulated hires, whose ids NH-<year>-<ordinal> ascend too. So it is a merge of two lists, and only census ids that
 * begin like simulated ones have to be compared one by one (plain comparison is right: one side is ASCII).
 */
export function byId(
  persons: Int32Array,
  censusIds: readonly string[],
  idOf: (person: number) => string,
): Int32Array {
  const count = persons.length;
  const idAt = (position: number): string => censusIds[persons[position] ?? 0] ?? '';
  const census = firstPosition(0, count, (position) => (persons[position] ?? 0) >= censusIds.length);
  if (census === count) return persons;
  const first = firstPosition(0, census, (position) => idAt(position) >= PREFIX);
  const last = firstPosition(first, census, (position) => idAt(position) >= AFTER_PREFIX);
  const ordered = new Int32Array(count);
  ordered.set(persons.subarray(0, first));
  let at = first;
  let simulated = census;
  for (let similar = first; similar < last; similar++) {
    while (simulated < count && idOf(persons[simulated] ?? 0) < idAt(similar))
      ordered[at++] = persons[simulated++] ?? 0;
    ordered[at++] = persons[similar] ?? 0;
  }
  ordered.set(persons.subarray(simulated), at);
  ordered.set(persons.subarray(last, census), at + count - simulated);
  return ordered;
}
