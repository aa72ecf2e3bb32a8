/** Numbers as people read them. Formatting happens here, at the edge, and nowhere else. */

const integers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const decimals = (places: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
const oneDecimal = decimals(1);
const twoDecimals = decimals(2);

/** A count with thousands separators. */
export const formatCount = (count: number): string => integers.format(count);

/** Cents as whole dollars: `$1,234`. */
export const formatDollars = (cents: number): string =>
  `${cents < 0 ? '-' : ''}$${integers.format(Math.abs(cents) / 100)}`;

/** Cents to the cent: `$1,234.56`. */
export const formatMoney = (cents: number): string =>
  `${cents < 0 ? '-' : ''}$${twoDecimals.format(Math.abs(cents) / 100)}`;

/** Parts per million as a percentage with two decimals. */
export const formatPercent = (ppm: number): string => `${twoDecimals.format(ppm / 10_000)}%`;

/** Milliseconds as seconds. */
export const formatSeconds = (milliseconds: number): string => `${twoDecimals.format(milliseconds / 1000)} s`;

/** Bytes in the largest fitting unit. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? integers.format(value) : oneDecimal.format(value)} ${units[unit] ?? ''}`;
}

/** `1 row`, `2 rows`. */
export const formatQuantity = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`;
