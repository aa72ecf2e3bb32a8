import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { CENSUS_FIELDS } from '../../src-main/services/census/registry.ts';
import { REASONS } from '../../src-main/services/census/reasons.ts';

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const NEEDS: Readonly<Record<string, string>> = { required: 'yes', alternative: 'stands in', optional: '' };
const EFFECTS: Readonly<Record<string, string>> = {
  quarantine: 'quarantined',
  drop: 'dropped',
  warn: 'kept, warning',
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

## What can be wrong with a row

A quarantined row is not used until it is corrected; every reason of every row is listed with its row number and cell.

${row('Code', 'Effect', 'Meaning', 'Repair')}
${row('---', '---', '---', '---')}
${REASONS.map(({ code, kind, meaning, repair }) => row(`\`${code}\``, EFFECTS[kind] ?? '', meaning, repair)).join('\n')}
`;

it('W-15 the page of census fields is what the registry says', async () => {
  const options = await resolveConfig(import.meta.filename);
  const formatted = await format(page, { ...options, parser: 'markdown' });
  await expect(formatted).toMatchFileSnapshot('../../docs/census-fields.md');
});
