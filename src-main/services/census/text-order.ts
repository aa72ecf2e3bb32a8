import { compareCodePoints } from '../../store/canonical-json.ts';

/** Below this length a part is sorted by insertion. */
const SHORT = 12;

/** Unit of a text for comparing by code points: surrogates stand above every other unit; -1 after the end. */
function unitAt(text: string, depth: number): number {
  if (depth >= text.length) return -1;
  const unit = text.charCodeAt(depth);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/**
 * The places of texts in ascending code-point order, or null when they ascend already. A three-way radix quicksort:
 * ids share long beginnings, which comparing them pair by pair would read again and again.
 */
export function orderOfTexts(texts: readonly string[]): Int32Array | null {
  const isAscending = texts.every(
    (text, at) => at === 0 || compareCodePoints(texts[at - 1] ?? '', text) <= 0,
  );
  if (isAscending) return null;
  const places = Int32Array.from(texts.keys());
  sortPart(texts, places, 0, places.length, 0);
  return places;
}

function swap(places: Int32Array, a: number, b: number): void {
  const place = places[a] ?? 0;
  places[a] = places[b] ?? 0;
  places[b] = place;
}

/** Sorts places from start to end (exclusive), whose texts agree in their first `depth` units. */
function sortPart(
  texts: readonly string[],
  places: Int32Array,
  start: number,
  end: number,
  depth: number,
): void {
  const unit = (at: number): number => unitAt(texts[places[at] ?? 0] ?? '', depth);
  while (end - start > SHORT) {
    const pivot = unit((start + end) >>> 1);
    let below = start;
    let above = end;
    for (let at = start; at < above;) {
      const own = unit(at);
      if (own < pivot) {
        swap(places, below, at);
        below += 1;
        at += 1;
      } else if (own > pivot) {
        above -= 1;
        swap(places, at, above);
      } else at += 1;
    }
    sortPart(texts, places, start, below, depth);
    sortPart(texts, places, above, end, depth);
    if (pivot < 0) return;
    [start, end, depth] = [below, above, depth + 1];
  }
  insertionSort(texts, places, start, end);
}

function insertionSort(texts: readonly string[], places: Int32Array, start: number, end: number): void {
  for (let at = start + 1; at < end; at += 1) {
    const text = texts[places[at] ?? 0] ?? '';
    for (let to = at; to > start && compareCodePoints(texts[places[to - 1] ?? 0] ?? '', text) > 0; to -= 1)
      swap(places, to, to - 1);
  }
}
