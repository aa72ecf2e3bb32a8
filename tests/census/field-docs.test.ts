import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { DATE_FORMATS } from '../../src-main/services/census/formats/date-format.ts';
import { parseMapping } from '../../src-main/services/census/mapping.ts';
import { CENSUS_FIELDS } from '../../src-main/services/census/registry.ts';
import { JOIN_REASONS } from '../../src-main/services/census/join-reasons.ts';
import { REASONS } from '../../src-main/services/census/reasons.ts';

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const NEEDS: Readonly<Record<string, string>> = { required: 'yes', alternative: 'stands in', optional: '' };
const EFFECTS: Readonly<Record<string, string>> = {
  quarantine: 'quarantined',
  drop: 'dropped',
  warn: 'kept, warning',
};

const JOIN_EFFECTS: Readonly<Record<string, string>> = {
  quarantine: 'goes to nobody',
  warn: 'kept, warning',
};

const EXAMPLE = {
  columns: { employeeId: 'Emp No', annualPay: 'Rate', department: 'Division', location: null },
  constants: { scheduledHoursPerWeek: '37.5' },
  formats: { birthDate: 'MM/dd/yyyy', annualPay: '.', deferralRate: 'percent', active: { no: ['T'] } },
  payUnit: 'hourly',
  payIsFullTimeEquivalent: false,
  asOf: '2025-12-31',
  generatedIds: false,
  duplicates: 'latest',
  releasePayImplausible: ['E1042'],
  blankTexts: ['NULL', 'N/A'],
  sheet: 'Census',
  headerRow: 3,
  encoding: 'windows-1252',
  delimiter: ';',
  join: {
    columns: { employeeId: 'Participant', deferralRate: 'Pct' },
    formats: { deferralRate: 'percent' },
    wins: ['deferralRate'],
    ids: 'alike',
  },
};

/** What each setting of a mapping means; the example above has every one of them. */
const SETTINGS: Readonly<Record<keyof typeof EXAMPLE, string>> = {
  columns:
    'The column of a field, by its header; a repeated header has its number, `Salary (2)`. null leaves a field unmapped',
  constants: 'One text for every row, for a field that the file does not have',
  formats:
    'The confirmed format of a column: a date format, `percent` or `fraction`, the decimal mark, `yes-no` or lists of texts that mean yes and no',
  payUnit: 'hourly, weekly, biweekly, semimonthly, monthly or annual',
  payIsFullTimeEquivalent: 'Pay is stated at full time and is scaled by the scheduled hours',
  asOf: 'The date the file describes: for ages, tenures and the active flag',
  generatedIds: 'Accept ROW-000001 … in a file without an id column',
  duplicates: 'default quarantines rows of one id that contradict each other; latest keeps one of them',
  releasePayImplausible:
    'Keep rows with annual pay below 1,000 or above 10,000,000: true for all, or a list of ids',
  blankTexts: 'Texts that mean a blank cell',
  sheet: 'Sheet of a workbook; the first visible one when left out',
  headerRow: 'Row of the headers; the first filled row when left out',
  encoding: 'utf-8, utf-16le, utf-16be or windows-1252; recognised when left out, but for windows-1252',
  delimiter: 'Comma, semicolon, tab or bar; recognised when left out',
  join: 'How a second file is read that is joined by employee id: columns, formats, payUnit, payIsFullTimeEquivalent, duplicates, blankTexts, sheet, headerRow, encoding and delimiter as above; `wins`, the fields that are taken from it where both files fill them; `ids`, exact or alike, which lets ids belong together that differ only in letter case or leading zeros',
};

const page = `# Census fields

Generated from the registry that the import itself uses (\`src-main/services/census/registry.ts\`); a test fails when this
page is not what the registry says. Renew it with \`npx vitest run tests/census/field-docs.test.ts -u\`.

A header matches when it equals a name or alias after lower-casing and dropping everything but letters and digits, so
\`Hire Date\`, \`hire_date\` and \`HIREDATE\` are one. Every field also matches its own name. Other columns are listed and
ignored; columns of social security or tax numbers are dropped unread.

## Fields

${row('Field', 'Type', 'Required', 'Meaning', 'When blank', 'Other headers')}
${row('---', '---', '---', '---', '---', '---')}
${CENSUS_FIELDS.map(({ name, kind, need, meaning, whenBlank, aliases }) =>
  row(`\`${name}\``, kind, NEEDS[need] ?? '', meaning, whenBlank, aliases.join(', ')),
).join('\n')}

## Mapping file

A JSON file says how a file is read: which column is which field, and in which format. Every setting may be left out.
An import reports the mapping that reads the file again without a question; keep it for the next file of the same source.
Date formats: ${DATE_FORMATS.map((name) => `\`${name}\``).join(', ')}.

\`\`\`json
${JSON.stringify(EXAMPLE, null, 2)}
\`\`\`

${row('Setting', 'Meaning')}
${row('---', '---')}
${Object.entries(SETTINGS)
  .map(([name, meaning]) => row(`\`${name}\``, meaning))
  .join('\n')}

## A second file

\`--join FILE\`, or "Join a second file" in the import, adds the columns of another file to the census by employee id, say
those of the record keeper of the plan. The second file needs no column but the ids and is read in its own formats. Every
row of the census stays one row; what both files say is taken from the census where it has a value, unless the field is
listed under \`wins\`. Rows of one id in the second file are resolved as in a census. Every row is accounted for: of the
second file, read = joined + without a person + quarantined + dropped as duplicates + blank; of the census, rows that are
not blank = with a row + without one.

${row('Code', 'Effect', 'Meaning', 'Repair')}
${row('---', '---', '---', '---')}
${JOIN_REASONS.map(({ code, kind, meaning, repair }) => row(`\`${code}\``, JOIN_EFFECTS[kind] ?? '', meaning, repair)).join('\n')}

## What can be wrong with a row

A quarantined row is not used until it is corrected; every reason of every row is listed with its row number and cell.

${row('Code', 'Effect', 'Meaning', 'Repair')}
${row('---', '---', '---', '---')}
${REASONS.map(({ code, kind, meaning, repair }) => row(`\`${code}\``, EFFECTS[kind] ?? '', meaning, repair)).join('\n')}
`;

it('W-16 the example of a mapping file is valid and shows every setting', () => {
  const { mappingVersion, ...settings } = parseMapping(EXAMPLE);
  expect(mappingVersion).toBe(1);
  expect(Object.keys(settings).sort()).toEqual(Object.keys(SETTINGS).sort());
});

it('W-15 the page of census fields is what the registry says', async () => {
  const options = await resolveConfig(import.meta.filename);
  const formatted = await format(page, { ...options, parser: 'markdown' });
  await expect(formatted).toMatchFileSnapshot('../../docs/census-fields.md');
});
