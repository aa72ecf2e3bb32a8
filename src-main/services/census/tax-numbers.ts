/**
 * Columns of social security and other tax numbers are dropped unread: they are never stored, shown or exported, and
 * cannot be the id (W-15).
 */

const NAMES = new Set(['ssn', 'ssan', 'sin', 'tin', 'itin', 'taxid', 'nationalid', 'nino', 'steuerid']);
const NAME_PARTS =
  /ssn|socialsecurity|socialsec|socsec|taxpayer|taxidentification|taxnumber|taxid|nationalinsurance/;

/** Whether a header, in normal form, names a tax number (W-15). */
export const isTaxNumberHeader = (normalised: string): boolean =>
  NAMES.has(normalised) || NAME_PARTS.test(normalised);

const DASHED = /^\d{3}[- ]\d{2}[- ]\d{4}$/;
/** Area, group and serial as they were ever issued. */
const UNDASHED = /^(?!000|666|9)(\d{3})(?!00)\d{2}(?!0000)\d{4}$/;
const SHARE_PERCENT = 95;
const MOST_AREAS_NEEDED = 20;

/**
 * Whether at least 95 % of the cells of a column look like social security numbers (W-15). Nine plain digits only
 * count when their first three vary as those of issued numbers do: consecutive employee numbers of nine digits are
 * ids. `counts` holds the number of cells per distinct text.
 */
export function holdsTaxNumbers(texts: readonly string[], counts: ArrayLike<number>): boolean {
  let cells = 0;
  let dashed = 0;
  let undashed = 0;
  const areas = new Set<string>();
  texts.forEach((text, index) => {
    const count = counts[index] ?? 0;
    if (text === '' || count === 0) return;
    cells += count;
    if (DASHED.test(text)) dashed += count;
    const area = UNDASHED.exec(text)?.[1];
    if (area === undefined) return;
    undashed += count;
    areas.add(area);
  });
  if (cells === 0) return false;
  const varies = areas.size >= Math.min(MOST_AREAS_NEEDED, Math.max(2, Math.ceil(texts.length / 2)));
  return (dashed + (varies ? undashed : 0)) * 100 >= cells * SHARE_PERCENT;
}
