import type { CensusReport, JoinReport } from '../services/census/census-report.ts';
import { formatCount } from './format.ts';
import { formatFacts, formatTable } from './table.ts';

const PRINTED_PROBLEMS = 10;

/** The reconciliation of W-24 in words: both identities, the reasons, the first rows that were not accepted. */
export function formatCensusReport({
  counts,
  reasons,
  problems,
  notices,
  fields,
  payUnit,
  join,
}: CensusReport): string {
  if (counts === null) return 'No row was judged.';
  const n = formatCount;
  const refused = problems.filter(({ disposition }) => disposition !== 'accepted');
  return [
    `${n(counts.read)} rows = ${n(counts.accepted)} accepted + ${n(counts.quarantined)} quarantined + ${n(counts.duplicateDropped)} dropped as duplicates + ${n(counts.blank)} blank`,
    `${n(counts.accepted)} accepted = ${n(counts.openingActive)} employed at the start + ${n(counts.futureHire)} joining later + ${n(counts.former)} former`,
    ...formatLines(fields, payUnit),
    ...reasonLines(reasons),
    ...(refused.length === 0 ? [] : ['', ...listProblems(refused)]),
    ...notices.map(({ code, detail }) => `${code}: ${detail}`),
    ...(join === undefined ? [] : ['', ...joinLines(join)]),
  ].join('\n');
}

/** How many rows each reason has, and what it means. */
const reasonLines = (reasons: JoinReport['reasons']): readonly string[] =>
  reasons.length === 0
    ? []
    : [
        '',
        formatTable(
          [
            { heading: 'Reason', align: 'left', cell: ({ code }) => code },
            { heading: 'Rows', align: 'right', cell: ({ rows }) => formatCount(rows) },
            { heading: 'Effect', align: 'left', cell: ({ kind }) => EFFECTS[kind] },
            { heading: 'Meaning', align: 'left', cell: ({ meaning }) => meaning },
          ],
          reasons,
        ),
      ];

/** The reconciliation of a joined file, and what each of its fields gave. */
function joinLines({
  file,
  counts,
  taken,
  reasons,
  problems,
  fields,
  payUnit,
  notices,
}: JoinReport): readonly string[] {
  if (counts === null) return [];
  const n = formatCount;
  return [
    `Joined by employee id: ${file.path}`,
    `${n(counts.read)} rows = ${n(counts.joined)} joined + ${n(counts.withoutPerson)} without a person + ${n(counts.quarantined)} quarantined + ${n(counts.duplicateDropped)} dropped as duplicates + ${n(counts.blank)} blank`,
    `${n(counts.withRow + counts.withoutRow)} rows of the census = ${n(counts.withRow)} with a row + ${n(counts.withoutRow)} without one`,
    ...formatLines(fields, payUnit),
    '',
    formatTable(
      [
        { heading: 'Field', align: 'left', cell: ({ field }) => field },
        { heading: 'Taken from it', align: 'right', cell: (entry) => n(entry.taken) },
        {
          heading: 'Different',
          align: 'right',
          cell: ({ isInBoth, different }) => (isInBoth ? n(different) : ''),
        },
        {
          heading: 'Where both have a value',
          align: 'left',
          cell: ({ isInBoth, wins }) => (isInBoth ? (wins ? 'the second file wins' : 'the census wins') : ''),
        },
      ],
      taken,
    ),
    ...reasonLines(reasons),
    ...(problems.length === 0 ? [] : ['', ...listProblems(problems)]),
    ...notices.map(({ code, detail }) => `${code}: ${detail}`),
  ];
}

/** The formats that were inferred, each with the fields it holds for. */
function formatLines(
  fields: CensusReport['fields'],
  { unit, basis }: CensusReport['payUnit'],
): readonly string[] {
  const byFormat = new Map<string, string[]>();
  for (const { field, format, basis: of } of fields) {
    if (of !== 'inferred' || format === null) continue;
    const label = typeof format !== 'string' ? 'yes or no' : (FORMAT_LABELS[format] ?? format);
    byFormat.set(label, [...(byFormat.get(label) ?? []), field]);
  }
  if (unit !== null && basis === 'inferred') byFormat.set('pay', [unit]);
  const lines = [...byFormat].map(([label, names]) => [`  ${label}`, names.join(', ')] as const);
  return lines.length === 0 ? [] : ['', 'Formats that were inferred:', formatFacts(lines)];
}

const FORMAT_LABELS: Readonly<Record<string, string>> = {
  'yes-no': 'yes or no',
  '.': 'decimal point',
  ',': 'decimal comma',
};

const EFFECTS = { quarantine: 'quarantined', drop: 'dropped', warn: 'kept' } as const;

function listProblems(problems: JoinReport['problems']): readonly string[] {
  const lines = problems
    .slice(0, PRINTED_PROBLEMS)
    .map(({ row, employeeId, code, column, text, against, repair }) => {
      const cell = column === null ? '' : `, ${column} "${text}"`;
      const other = against === null ? '' : `, against ${against}`;
      return `  row ${row} (${employeeId}): ${code}${cell}${other}. ${repair}`;
    });
  const more = problems.length - lines.length;
  return more > 0 ? [...lines, `  … and ${formatCount(more)} more`] : lines;
}
