import { basename } from 'node:path';
import type { JoinReport } from './census-report.ts';
import { decidedColumns } from './column-formats.ts';
import { disposeRows } from './dispositions.ts';
import { payTermsOf, withoutFields, type FileReading } from './interpret-file.ts';
import { joinColumns } from './join-columns.ts';
import { joinRejects, reportJoin, reportJoinedFile, type PairedFiles } from './join-report.ts';
import { pairRows } from './join-rows.ts';
import { joinMappingOf, type CensusMapping } from './mapping.ts';
import { STAND_INS, type CensusField } from './registry.ts';
import { checkJoinedRows } from './row-checks.ts';
import { collectFacts, type CheckSettings, type JoinedPay, type RowSource } from './row-facts.ts';

/** A census file, and the file that is joined to it. */
export interface TwoReadings {
  readonly census: FileReading;
  readonly joined: FileReading | null;
}

const fieldsOf = ({ decisions }: FileReading): readonly CensusField[] =>
  decisions.map(({ source }) => source.field);

/** Leaves out what a field of either file makes needless: an age where one of them has birth dates (W-20). */
export function withoutNeedlessStandIns({ census, joined }: TwoReadings): TwoReadings {
  if (joined === null) return { census, joined };
  const present = new Set([...fieldsOf(census), ...fieldsOf(joined)]);
  const needless = new Set(
    [...present].flatMap((field) => {
      const standIn = STAND_INS[field];
      return standIn === undefined ? [] : [standIn];
    }),
  );
  return { census: withoutFields(census, needless), joined: withoutFields(joined, needless) };
}

/** The rows of a file, before they are judged. */
export const rowsOf = ({ table, decisions }: FileReading): RowSource => ({
  rowCount: table.rowCount,
  columns: decidedColumns(decisions),
  hasOtherContent: table.hasOtherContent,
  ragged: table.ragged,
});

/** A census with the columns of the file that was joined to it. */
export interface JoinedCensus {
  readonly source: RowSource;
  /** The settings of the census, with what the pay figures of the joined file mean. */
  readonly check: CheckSettings;
  readonly report: JoinReport;
  /** The rows of the joined file that went to nobody, as CSV text; null when there are none. */
  readonly rejects: string | null;
}

/**
 * Joins a file to a census by employee id. Every row of the census stays one row; a row of the joined file that has no
 * person is listed, and so is a person without a row. Rows of one id in the joined file are resolved as in a census
 * (W-22); what the cells of both say is checked afterwards in the rows of the census (W-21).
 */
export function joinCensus(
  census: FileReading,
  joined: FileReading,
  check: CheckSettings,
  { mapping, path }: { readonly mapping: CensusMapping; readonly path: string },
): JoinedCensus {
  const join = joinMappingOf(mapping);
  const joinedCheck: CheckSettings = {
    ...check,
    ...payTermsOf(joined),
    releasePayImplausible: false,
    levels: null,
  };
  const source = rowsOf(census);
  const joinedSource = rowsOf(joined);
  const checked = checkJoinedRows(joinedSource, joinedCheck);
  const disposed = disposeRows(joinedSource, checked, joinedCheck, join.duplicates);
  const pairs = pairRows(source, joinedSource, disposed, join);
  const facts = collectFacts(source, check);
  const { columns, fields, firstPayCode } = joinColumns(source.columns, joinedSource.columns, {
    partner: pairs.partner,
    wins: new Set(join.wins),
    file: basename(path),
    annualPay: { census: facts.annualPayCents, joined: checked.facts.annualPayCents },
  });
  const files: PairedFiles = {
    census: source,
    censusIsBlank: facts.isBlank,
    censusFirstRowNumber: census.table.firstRowNumber,
    joined: { source: joinedSource, disposed, firstRowNumber: joined.table.firstRowNumber },
    pairs,
    fields,
    mapping: join,
  };
  return {
    source: { ...source, columns },
    check: { ...check, joinedPay: joinedPay(joined, joinedSource, firstPayCode) },
    report: reportJoin(reportJoinedFile(path, joined), files),
    rejects: joinRejects(files),
  };
}

function joinedPay(joined: FileReading, { columns }: RowSource, firstCode: number | null): JoinedPay | null {
  const format = columns.get('annualPay')?.format;
  if (firstCode === null || format?.kind !== 'amount') return null;
  return { ...payTermsOf(joined), mark: format.mark, firstCode };
}
