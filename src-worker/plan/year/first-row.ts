/**
 * The first row from `from` on whose person is not below `person`; `rows` when there is none. Persons ascend. The step
 * doubles, so that going along with the people costs one look and jumping to one person few.
 */
export function firstRowOf(persons: Int32Array, from: number, rows: number, person: number): number {
  let low = from;
  let step = 1;
  while (low + step <= rows && (persons[low + step - 1] ?? 0) < person) {
    low += step;
    step *= 2;
  }
  let high = Math.min(rows, low + step - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((persons[middle] ?? 0) < person) low = middle + 1;
    else high = middle;
  }
  return low;
}
