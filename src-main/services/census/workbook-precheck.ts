import { inflateRawSync } from 'node:zlib';

/** What a workbook may cost (issue of memory and time, not of taste): anything beyond is refused before it is parsed. */
export interface WorkbookLimits {
  readonly fileBytes: number;
  readonly entries: number;
  /** Inflated size of one entry, and of all. */
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** Inflated size over packed size of an entry; the first megabyte of an entry is free. */
  readonly ratio: number;
  readonly rows: number;
  readonly milliseconds: number;
  readonly heapMegabytes: number;
}

export const WORKBOOK_LIMITS: WorkbookLimits = {
  fileBytes: 100_000_000,
  entries: 2_000,
  entryBytes: 400_000_000,
  totalBytes: 1_000_000_000,
  ratio: 200,
  rows: 1_048_576,
  milliseconds: 120_000,
  heapMegabytes: 3_072,
};

/** Why a workbook is not opened; the code is one of the catalogue. */
export class WorkbookRefused extends Error {
  override readonly name = 'WorkbookRefused';
  readonly code: 'CENSUS_TOO_LARGE' | 'CENSUS_UNSAFE' | 'CENSUS_FORMAT' | 'CENSUS_EMPTY' | 'MAPPING_INVALID';

  constructor(code: WorkbookRefused['code'], detail: string) {
    super(detail);
    this.code = code;
  }
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 65_535;
/** Flags of encryption: of the entry, strong, of the directory. */
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const STORED = 0;
const DEFLATED = 8;
const FREE_BYTES = 1_000_000;

const unsafe = (detail: string): WorkbookRefused => new WorkbookRefused('CENSUS_UNSAFE', detail);
const tooLarge = (detail: string): WorkbookRefused => new WorkbookRefused('CENSUS_TOO_LARGE', detail);

interface Directory {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

function findDirectory(bytes: Buffer): Directory {
  for (
    let at = bytes.length - END_BYTES;
    at >= Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
    at -= 1
  ) {
    if (bytes.readUInt32LE(at) !== END_SIGNATURE) continue;
    const [disk, firstDisk] = [bytes.readUInt16LE(at + 4), bytes.readUInt16LE(at + 6)];
    const [here, count] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
    const [size, start] = [bytes.readUInt32LE(at + 12), bytes.readUInt32LE(at + 16)];
    if (disk !== 0 || firstDisk !== 0 || here !== count)
      throw unsafe('Its archive is split over several files.');
    if (count === 0xffff || size === 0xffffffff || start === 0xffffffff)
      throw tooLarge('Its archive is of the 64-bit kind, which no census needs.');
    if (start + size > at) throw unsafe('Its archive directory is damaged.');
    return { count, start, end: start + size };
  }
  throw unsafe('Its archive has no end: the file is probably cut off.');
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly inflated: number;
  readonly local: number;
  readonly next: number;
}

function readEntry(bytes: Buffer, at: number, directory: Directory): Entry {
  if (at + ENTRY_BYTES > directory.end || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE)
    throw unsafe('Its archive directory is damaged.');
  const nameLength = bytes.readUInt16LE(at + 28);
  const next = at + ENTRY_BYTES + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  if (next > directory.end) throw unsafe('Its archive directory is damaged.');
  if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw unsafe('It is encrypted.');
  return {
    name: bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength),
    method: bytes.readUInt16LE(at + 10),
    packed: bytes.readUInt32LE(at + 20),
    inflated: bytes.readUInt32LE(at + 24),
    local: bytes.readUInt32LE(at + 42),
    next,
  };
}

/** Start and end of the packed bytes of an entry, after its local header has been compared with the directory. */
function dataRange(
  bytes: Buffer,
  entry: Entry,
  directory: Directory,
): { readonly start: number; readonly end: number } {
  const at = entry.local;
  if (at + LOCAL_BYTES > directory.start || bytes.readUInt32LE(at) !== LOCAL_SIGNATURE)
    throw unsafe('Its archive is damaged.');
  const nameLength = bytes.readUInt16LE(at + 26);
  const start = at + LOCAL_BYTES + nameLength + bytes.readUInt16LE(at + 28);
  const localName = bytes.toString('utf8', at + LOCAL_BYTES, at + LOCAL_BYTES + nameLength);
  if (localName !== entry.name || bytes.readUInt16LE(at + 8) !== entry.method)
    throw unsafe('Its archive says two things about one entry.');
  if (start + entry.packed > directory.start) throw unsafe('Its archive is damaged.');
  return { start, end: start + entry.packed };
}

function inflatedSize(data: Buffer, entry: Entry): number {
  if (entry.method === STORED) return data.length;
  if (entry.method !== DEFLATED) throw unsafe('Its archive uses an unusual compression.');
  try {
    return inflateRawSync(data, { maxOutputLength: entry.inflated + 1 }).length;
  } catch {
    throw unsafe('Its archive is damaged, or states false sizes.');
  }
}

/**
 * Checks the archive of a workbook before anything parses it: really inflates every entry under hard caps, and
 * refuses what lies about itself (sizes, names, overlapping entries), is encrypted, or is no workbook.
 * @throws WorkbookRefused
 */
export function precheckWorkbook(bytes: Buffer, limits: WorkbookLimits): void {
  if (bytes.length > limits.fileBytes) throw tooLarge(`It is larger than ${limits.fileBytes} bytes.`);
  const directory = findDirectory(bytes);
  if (directory.count > limits.entries)
    throw tooLarge(`Its archive has more than ${limits.entries} entries.`);
  const names = new Set<string>();
  const ranges: { start: number; end: number }[] = [];
  let total = 0;
  let at = directory.start;
  for (let index = 0; index < directory.count; index += 1) {
    const entry = readEntry(bytes, at, directory);
    at = entry.next;
    const name = entry.name.toLowerCase();
    if (/(?:^|\/)\.\.(?:\/|$)|^\/|^[a-z]:|\\|\0/.test(name))
      throw unsafe('Its archive has an entry with a forbidden name.');
    if (names.has(name)) throw unsafe('Its archive has two entries of one name.');
    names.add(name);
    if (entry.inflated > limits.entryBytes || entry.inflated > FREE_BYTES + entry.packed * limits.ratio)
      throw tooLarge(`An entry would grow from ${entry.packed} to ${entry.inflated} bytes.`);
    const range = dataRange(bytes, entry, directory);
    ranges.push(range);
    if (inflatedSize(bytes.subarray(range.start, range.end), entry) !== entry.inflated)
      throw unsafe('Its archive states false sizes.');
    total += entry.inflated;
    if (total > limits.totalBytes) throw tooLarge(`It would grow to more than ${limits.totalBytes} bytes.`);
  }
  refuseOverlaps(ranges);
  if (!names.has('[content_types].xml') || !names.has('xl/workbook.xml'))
    throw new WorkbookRefused('CENSUS_FORMAT', 'It is an archive, but not an .xlsx workbook.');
}

function refuseOverlaps(ranges: { start: number; end: number }[]): void {
  ranges.sort((a, b) => a.start - b.start);
  let last = 0;
  for (const { start, end } of ranges) {
    if (start < last) throw unsafe('Its archive has entries that overlap.');
    last = end;
  }
}
