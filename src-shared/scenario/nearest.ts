/**
 * Number of single-character insertions, deletions, replacements and swaps of neighbours that turn one text into
 * the other (optimal string alignment).
 */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const choices = [(last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1)];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        choices.push((beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(Math.min(...choices));
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** A known name, and in how many edits it differs from the name that was sought. */
interface Nearest {
  readonly name: string;
  readonly distance: number;
}

/** The candidate closest to a name, case aside; the first of equals. Null when there is no candidate. */
export function nearest(name: string, candidates: readonly string[]): Nearest | null {
  let best: Nearest | null = null;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (best === null || distance < best.distance) best = { name: candidate, distance };
  }
  return best;
}
