/** The lexical rules of delimited text (RFC 4180), on UTF-8 bytes. */

export const QUOTE = 0x22;
export const CARRIAGE_RETURN = 0x0d;
export const LINE_FEED = 0x0a;

/** Delimiters a file may use; the first of equally good ones is taken. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const SPACE = 0x20;

/** Whether bytes hold anything but blanks. */
export function hasContent(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) > SPACE) return true;
  return false;
}

/** Position after the line break at `at`, or `at` where there is none. */
export function afterLineBreak(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === LINE_FEED) return at + 1;
  if (bytes[at] !== CARRIAGE_RETURN) return at;
  return at + 1 < end && bytes[at + 1] === LINE_FEED ? at + 2 : at + 1;
}

export interface QuotedCell {
  /** Position after the closing quote; -1 when the text ends before it. */
  readonly end: number;
  /** Whether a doubled quote stands inside. */
  readonly hasDoubledQuote: boolean;
}

/** Finds the end of the quoted cell that opens at `at`. */
export function closeQuote(bytes: Uint8Array, at: number, end: number): QuotedCell {
  let hasDoubledQuote = false;
  for (let position = at + 1; position < end; position += 1) {
    if (bytes[position] !== QUOTE) continue;
    if (position + 1 >= end || bytes[position + 1] !== QUOTE) return { end: position + 1, hasDoubledQuote };
    hasDoubledQuote = true;
    position += 1;
  }
  return { end: -1, hasDoubledQuote };
}

/** One record as texts, for headers and samples; `next` is the position after it. Null when it is incomplete. */
export function readRecord(
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
  isLast: boolean,
): { readonly cells: readonly string[]; readonly next: number } | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const from = at;
    let text: string;
    if (bytes[at] === QUOTE) {
      const quoted = closeQuote(bytes, at, end);
      if (quoted.end < 0) return null;
      text = decode(bytes, from + 1, quoted.end - 1).replaceAll('""', '"');
      at = quoted.end;
      while (at < end && !isCellEnd(bytes[at], delimiter)) at += 1;
    } else {
      while (at < end && !isCellEnd(bytes[at], delimiter)) at += 1;
      text = decode(bytes, from, at);
    }
    cells.push(text);
    // A carriage return at the end of the bytes may be half of a line break.
    const isOpen = at >= end || (bytes[at] === CARRIAGE_RETURN && at + 1 >= end);
    if (isOpen && !isLast) return null;
    if (at >= end) return { cells, next: end };
    if (bytes[at] !== delimiter) return { cells, next: afterLineBreak(bytes, at, end) };
    at += 1;
  }
}

const isCellEnd = (byte: number | undefined, delimiter: number): boolean =>
  byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN;

const decode = (bytes: Uint8Array, start: number, end: number): string =>
  new TextDecoder().decode(bytes.subarray(start, end));

const SAMPLE_RECORDS = 50;

/**
 * The delimiter of a text from its first records: the one under which most columns agree from record to record. A
 * text with one column has a comma.
 */
export function sniffDelimiter(bytes: Uint8Array, start: number, end: number, isLast: boolean): Delimiter {
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const widths: number[] = [];
    let at = start;
    while (at < end && widths.length < SAMPLE_RECORDS) {
      const record = readRecord(bytes, at, end, delimiter.charCodeAt(0), isLast);
      if (record === null) break;
      if (record.cells.some((cell) => cell.trim() !== '')) widths.push(record.cells.length);
      at = record.next;
    }
    const [width = 1] = widths;
    const agreeing = widths.filter((other) => other === width).length;
    const score = width < 2 ? 0 : ((width - 1) * agreeing) / widths.length;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}
