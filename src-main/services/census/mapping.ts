import { z } from 'zod';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { parseIsoDate } from '../../../src-shared/dates.ts';
import { nearest } from '../../../src-shared/scenario/nearest.ts';
import { readText } from '../../files/read-text.ts';
import { DATE_FORMATS } from './formats/date-format.ts';
import { DECIMAL_MARKS } from './formats/money-format.ts';
import { PAY_UNITS } from './formats/pay-unit.ts';
import { FIELD_NAMES, isCensusField, kindOf, type CensusField } from './registry.ts';

/** Encodings of a text census. UTF-8 and UTF-16 with a byte order mark are recognised without being named. */
const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

const fieldName = z.string().refine(isCensusField, {
  error: (issue) => {
    const suggestion = nearest(String(issue.input), FIELD_NAMES);
    return `"${String(issue.input)}" is no census field; the nearest is "${suggestion?.name ?? ''}"`;
  },
});

const tokens = z.strictObject({
  yes: z.array(z.string()).readonly().default([]).describe('Texts that mean yes, besides the usual ones'),
  no: z.array(z.string()).readonly().default([]).describe('Texts that mean no, besides the usual ones'),
});

/** The format of one column: a date format, the unit of a rate, a decimal mark, or how yes and no are written. */
const NAMED_FORMATS = [...DATE_FORMATS, 'percent', 'fraction', ...DECIMAL_MARKS, 'yes-no'] as const;
const columnFormat = z.union([z.enum(NAMED_FORMATS), tokens]);
export type MappedFormat = z.output<typeof columnFormat>;

/** How a file is read, whether it is the census or joined to it. */
const fileSettings = {
  columns: z
    .partialRecord(fieldName, z.string().nullable())
    .default({})
    .describe('Source column of each field; null leaves the field unmapped'),
  formats: z
    .partialRecord(fieldName, columnFormat)
    .default({})
    .describe('Confirmed format of the column of each field'),
  payUnit: z.enum(PAY_UNITS).optional().describe('What the pay figures are paid for'),
  payIsFullTimeEquivalent: z.boolean().default(false).describe('Whether pay is stated at full time'),
  duplicates: z
    .enum(['default', 'latest'])
    .default('default')
    .describe('How conflicting rows of one id are resolved'),
  blankTexts: z.array(z.string()).default([]).describe('Texts that mean a blank cell, such as NULL'),
  sheet: z.string().optional().describe('Sheet of a workbook; the first visible one when left out'),
  headerRow: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('Row of the headers; the first filled row when left out'),
  encoding: z.enum(TEXT_ENCODINGS).optional().describe('Encoding of a text file'),
  delimiter: z.enum([',', ';', '\t', '|']).optional().describe('Delimiter of a text file'),
};

const joinSchema = z.strictObject({
  ...fileSettings,
  wins: z
    .array(fieldName)
    .default([])
    .describe('Fields that are taken from the joined file where both files fill them'),
  ids: z
    .enum(['exact', 'alike'])
    .default('exact')
    .describe('Whether ids that differ only in letter case or leading zeros belong together'),
});
/** How the file is read that is joined to a census by employee id. */
export type JoinMapping = z.output<typeof joinSchema>;

const mappingSchema = z.strictObject({
  mappingVersion: z.literal(1).default(1),
  ...fileSettings,
  constants: z
    .partialRecord(fieldName, z.string())
    .default({})
    .describe('One text for every row, for a field the file does not have'),
  asOf: z
    .string()
    .refine((text) => parseIsoDate(text) !== null, { error: 'is not a calendar date written yyyy-MM-dd' })
    .optional()
    .describe('Date the file describes, for ages, tenures and the active flag'),
  generatedIds: z.boolean().default(false).describe('Accept ROW-000001 … where the file has no id column'),
  releasePayImplausible: z
    .union([z.boolean(), z.array(z.string())])
    .default(false)
    .describe('Keep rows with annual pay below 1,000 or above 10,000,000: all of them, or these ids'),
  join: joinSchema.optional().describe('How a second file is read that is joined by employee id'),
});

/**
 * How a census file is read: what the user confirmed, stored beside the census and reused for the next file of the
 * same source (W-16).
 */
export type CensusMapping = z.output<typeof mappingSchema>;

/** Nothing confirmed. */
export const EMPTY_MAPPING: CensusMapping = mappingSchema.parse({});

const EMPTY_JOIN = joinSchema.parse({});

/** How the joined file is read; nothing confirmed where the mapping says nothing of it. */
export const joinMappingOf = ({ join }: CensusMapping): JoinMapping => join ?? EMPTY_JOIN;

/** The reading of a joined file as that of a census: dates and people are those of the census it belongs to. */
export const mappingOfJoined = (mapping: CensusMapping): CensusMapping => ({
  ...EMPTY_MAPPING,
  ...joinMappingOf(mapping),
  ...(mapping.asOf === undefined ? {} : { asOf: mapping.asOf }),
});

const DATE_NAMES = new Set<string>(DATE_FORMATS);

/** Whether a format can belong to a field of this kind. */
function suits(field: CensusField, format: MappedFormat): boolean {
  const kind = kindOf(field);
  const isOwnership = field === 'ownershipShare' || field === 'priorOwnershipShare';
  if (typeof format === 'object' || format === 'yes-no')
    return kind === 'yesNo' || (kind === 'rate' && isOwnership);
  if (DATE_NAMES.has(format)) return kind === 'date';
  if (format === 'percent' || format === 'fraction') return kind === 'rate';
  return kind === 'money' || kind === 'decimal';
}

const unsuited = (table: string, field: CensusField, format: MappedFormat | undefined): readonly string[] =>
  format === undefined || suits(field, format)
    ? []
    : [`${table}.${field}: ${JSON.stringify(format)} is no format of a ${kindOf(field)} field`];

/** The formats that have a name and can belong to a field. */
export const formatsOf = (field: CensusField): readonly string[] =>
  NAMED_FORMATS.filter((format) => suits(field, format));

/**
 * A mapping from parsed JSON.
 * @throws PlanAlignError MAPPING_INVALID with every finding.
 */
export function parseMapping(json: unknown, file?: string): CensusMapping {
  const place = file === undefined ? {} : { file };
  const parsed = mappingSchema.safeParse(json);
  if (!parsed.success) {
    const items = parsed.error.issues.map(
      (issue) => `${issue.path.map(String).join('.')}: ${describe(issue)}`,
    );
    throw new PlanAlignError('MAPPING_INVALID', items.join('; '), place, items);
  }
  const mapping = parsed.data;
  const items = FIELD_NAMES.flatMap((field) => {
    const findings = [
      ...unsuited('formats', field, mapping.formats[field]),
      ...unsuited('join.formats', field, mapping.join?.formats[field]),
    ];
    if (mapping.constants[field] !== undefined && typeof mapping.columns[field] === 'string')
      findings.push(`constants.${field}: the field already has a column`);
    return findings;
  });
  if (items.length > 0) throw new PlanAlignError('MAPPING_INVALID', items.join('; '), place, items);
  return mapping;
}

const describe = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const known = Object.keys(issue.path[0] === 'join' ? joinSchema.shape : mappingSchema.shape);
  return issue.keys
    .map((key) => `"${key}" is no setting of a mapping; the nearest is "${nearest(key, known)?.name ?? ''}"`)
    .join('; ');
};

const MAX_MAPPING_BYTES = 1_000_000;

/**
 * The mapping of a JSON file.
 * @throws PlanAlignError MAPPING_INVALID, FILE_NOT_FOUND or FILE_UNREADABLE.
 */
export async function readMapping(path: string): Promise<CensusMapping> {
  const text = await readText(path, MAX_MAPPING_BYTES);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new PlanAlignError('MAPPING_INVALID', `It is not JSON: ${detail}`, { file: path });
  }
  return parseMapping(json, path);
}
