import type { CensusReport, RowProblem } from '../services/census/census-report.ts';
import { formatCount } from './format.ts';
import { formatTable } from './table.ts';

const PRINTED_PROBLEMS = 10;

/** The reconciliation of W-24 in words: both identities, the reasons, the first rows that were not accepted. */
export function formatCensusReport({ counts, reasons, problems, notices, fields }: CensusReport): string {
  if (counts === null) return 'No row was judged.';
  const n = formatCount;
  const refused = problems.filter(({ disposition }) => disposition !== 'accepted');
  const assumed = fields.filter(({ basis, format }) => basis === 'inferred' && format !== null);
  return [
    `${n(counts.read)} rows = ${n(counts.accepted)} accepted + ${n(counts.quarantined)} quarantined + ${n(counts.duplicateDropped)} dropped as duplicates + ${n(counts.blank)} blank`,
    `${n(counts.accepted)} accepted = ${n(counts.openingActive)} employed at the start + ${n(counts.futureHire)} joining later + ${n(counts.former)} former`,
    ...(assumed.length === 0
      ? []
      : [
          `Formats: ${assumed.map(({ field, format }) => `${field} ${typeof format === 'string' ? format : 'yes-no'}`).join(', ')}`,
        ]),
    ...(reasons.length === 0
      ? []
      : [
          '',
          formatTable(
            [
              { heading: 'Reason', align: 'left', cell: ({ code }) => code },
              { heading: 'Rows', align: 'right', cell: ({ rows }) => n(rows) },
              { heading: 'Effect', align: 'left', cell: ({ kind }) => EFFECTS[kind] },
              { heading: 'Meaning', align: 'left', cell: ({ meaning }) => meaning },
            ],
            reasons,
          ),
        ]),
    ...(refused.length === 0 ? [] : ['', ...listProblems(refused)]),
    ...notices.map(({ code, detail }) => `${code}: ${detail}`),
  ].join('\n');
}

const EFFECTS = { quarantine: 'quarantined', drop: 'dropped', warn: 'kept' } as const;

function listProblems(problems: readonly RowProblem[]): readonly string[] {
  const lines = problems.slice(0, PRINTED_PROBLEMS).map(({ row, employeeId, code, column, text, repair }) => {
    const cell = column === null ? '' : `, ${column} "${text}"`;
    return `  row ${row} (${employeeId}): ${code}${cell}. ${repair}`;
  });
  const more = problems.length - lines.length;
  return more > 0 ? [...lines, `  … and ${formatCount(more)} more`] : lines;
}
