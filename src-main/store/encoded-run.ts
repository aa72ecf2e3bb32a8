import { join } from 'node:path';
import type {
  InvariantResult,
  RunDictionaries,
  RunOpening,
  YearBatch,
  YearSummary,
} from '../../src-shared/columns.ts';
import type { PlanTestRow } from '../../src-shared/compliance-rows.ts';
import type { PlanBatch, PlanYearSummary } from '../../src-shared/plan-columns.ts';
import { planTestRows } from '../../src-worker/plan/testing/year/test-rows.ts';
import { appendLink, digestOf, type LedgerLink, type RelationDigest } from './fingerprint.ts';
import { encodeTexts, writeParquet, type ParquetColumn } from './parquet.ts';
import {
  CONTRIBUTION_RELATION,
  DEFERRAL_CHANGE_RELATION,
  ELIGIBILITY_RELATION,
  ENROLLMENT_RELATION,
  FORFEITURE_RELATION,
  HCE_RELATION,
  OPENING_PLAN_RELATION,
  PLAN_SNAPSHOT_RELATION,
  VESTING_RELATION,
} from './plan-relations.ts';
import {
  CELL_RELATION,
  HIRE_RELATION,
  MONTH_RELATION,
  OPENING_RELATION,
  PROMOTION_RELATION,
  RAISE_RELATION,
  SNAPSHOT_RELATION,
  TERMINATION_RELATION,
  type Relation,
} from './relations.ts';
import { TEST_PEOPLE_RELATION } from './test-relations.ts';
import { encodeColumn, type EncodedColumn } from './stored-column.ts';

/** Rows of one table, waiting in a file of the spool folder. */
export interface SpoolFile {
  readonly table: string;
  readonly path: string;
  readonly rows: number;
}

/** What is known of a run before its first year, ready to be stored. */
export interface EncodedOpening {
  readonly files: readonly SpoolFile[];
  readonly link: LedgerLink;
  readonly counts: RunOpening['counts'];
}

/** One simulated year, ready to be stored. */
export interface EncodedYear {
  readonly year: number;
  readonly files: readonly SpoolFile[];
  readonly link: LedgerLink;
  readonly summary: YearSummary;
  /** Null where no plan design is in force. */
  readonly planSummary: PlanYearSummary | null;
  /** The tests of the year; none where no plan is in force. */
  readonly planTests: readonly PlanTestRow[];
  readonly eventCounts: YearBatch['eventCounts'];
  readonly invariants: readonly InvariantResult[];
}

/**
 * Turns what the engine produces into files for the store and links of the fingerprint. It runs where the engine
 * runs, so that the thread that owns the workspace has next to nothing to do.
 */
export class RunEncoder {
  readonly #prefix: string;
  #persons = 0;
  #last: LedgerLink | null = null;

  /** Files go to `spoolFolder` under names that begin with `runId`. */
  constructor(spoolFolder: string, runId: string) {
    this.#prefix = join(spoolFolder, runId);
  }

  /** Encodes the opening. Throws the system's error when a file cannot be written. */
  opening(opening: RunOpening): EncodedOpening {
    const { person, rowCount } = opening.opening;
    const tables = [
      this.#newPersons(opening.dictionaries.censusPersonIds),
      dictionaryTable(opening.dictionaries),
      encodeTable(OPENING_RELATION, opening.opening, rowCount),
      encodeTable(OPENING_PLAN_RELATION, { person, ...opening.planOpening }, rowCount),
    ];
    this.#last = appendLink(null, null, tables.map(relationDigest));
    return { files: this.#spool('opening', tables), link: this.#last, counts: opening.counts };
  }

  /** Encodes a year; years must come in order, after the opening. */
  year(batch: YearBatch): EncodedYear {
    const { plan } = batch;
    const snapshot = encodeTable(SNAPSHOT_RELATION, batch.snapshot, batch.snapshot.rowCount);
    const facts = [
      this.#newPersons(batch.newPersonIds),
      encodeTable(HIRE_RELATION, batch.hires, batch.hires.rowCount),
      encodeTable(TERMINATION_RELATION, batch.terminations, batch.terminations.rowCount),
      encodeTable(PROMOTION_RELATION, batch.promotions, batch.promotions.rowCount),
      encodeTable(RAISE_RELATION, batch.raises, batch.raises.rowCount),
      ...planTables(plan, snapshot),
    ];
    const figures = [
      encodeTable(MONTH_RELATION, batch.months, batch.months.rowCount),
      encodeTable(CELL_RELATION, batch.cells, batch.cells.rowCount),
    ];
    const tests = plan.compliance === null ? null : planTestRows(plan.compliance);
    if (tests !== null) figures.push(encodeTable(TEST_PEOPLE_RELATION, tests.people, tests.people.rowCount));
    this.#last = appendLink(this.#last, batch.year, facts.map(relationDigest));
    return {
      year: batch.year,
      files: this.#spool(String(batch.year), [...facts, ...figures]),
      link: this.#last,
      summary: batch.summary,
      planSummary: plan.summary,
      planTests: tests?.tests ?? [],
      eventCounts: batch.eventCounts,
      invariants: [...batch.invariants, ...plan.invariants],
    };
  }

  /** The persons that become known now; their indices follow on those known before. */
  #newPersons(ids: readonly string[]): EncodedTable {
    const first = this.#persons;
    this.#persons += ids.length;
    const person = Int32Array.from(ids, (_, index) => first + index);
    return {
      table: 'run_person',
      rows: ids.length,
      columns: [
        encodeColumn('person', { type: 'int32', values: person, nullValue: null }),
        encodeTextColumn('employee_id', ids),
      ],
    };
  }

  #spool(part: string, tables: readonly EncodedTable[]): SpoolFile[] {
    return tables
      .filter(({ rows }) => rows > 0)
      .map(({ table, rows, columns }) => {
        const path = `${this.#prefix}-${part}-${table}.parquet`;
        writeParquet(
          path,
          rows,
          columns.map(({ parquet }) => parquet),
        );
        return { table, path, rows };
      });
  }
}

interface EncodedTable {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly EncodedColumn[];
}

function encodeTable<Source>(relation: Relation<Source>, source: Source, rows: number): EncodedTable {
  const columns = relation.columns.map(({ name, data }) => encodeColumn(name, data(source)));
  return { table: relation.table, rows, columns };
}

/** The tables of the plan's events, and the snapshot with the columns of the plan after its own. */
function planTables(plan: PlanBatch, snapshot: EncodedTable): EncodedTable[] {
  const added = encodeTable(PLAN_SNAPSHOT_RELATION, plan.snapshot, snapshot.rows);
  return [
    encodeTable(ELIGIBILITY_RELATION, plan.eligibility, plan.eligibility.rowCount),
    encodeTable(ENROLLMENT_RELATION, plan.enrollments, plan.enrollments.rowCount),
    encodeTable(DEFERRAL_CHANGE_RELATION, plan.deferralChanges, plan.deferralChanges.rowCount),
    encodeTable(CONTRIBUTION_RELATION, plan.contributions, plan.contributions.rowCount),
    encodeTable(VESTING_RELATION, plan.vesting, plan.vesting.rowCount),
    encodeTable(FORFEITURE_RELATION, plan.forfeitures, plan.forfeitures.rowCount),
    encodeTable(HCE_RELATION, plan.hceStatus, plan.hceStatus.rowCount),
    { ...snapshot, columns: [...snapshot.columns, ...added.columns] },
  ];
}

function encodeTextColumn(name: string, texts: readonly string[]): EncodedColumn {
  const encoded = encodeTexts(texts);
  const parquet: ParquetColumn = { name, type: 'text', texts: encoded, present: null };
  return { parquet, canonical: encoded.bytes.subarray(0, encoded.offsets[texts.length]) };
}

function relationDigest({ table, rows, columns }: EncodedTable): RelationDigest {
  return {
    table,
    rows,
    columns: columns.map(({ parquet, canonical }) => ({ name: parquet.name, digest: digestOf(canonical) })),
  };
}

/** Kinds of run_dictionary, in canonical order. */
export const DICTIONARY_KINDS = [
  'department',
  'location',
  'cost_centre',
  'job_title',
  'level',
  'age_band',
  'tenure_band',
] as const;

/** Entries of run_dictionary, by kind and code. Levels count from 1, everything else from 0. */
function dictionaryTable(dictionaries: RunDictionaries): EncodedTable {
  const texts: Readonly<Record<(typeof DICTIONARY_KINDS)[number], readonly string[]>> = {
    department: dictionaries.departments,
    location: dictionaries.locations,
    cost_centre: dictionaries.costCentres,
    job_title: dictionaries.jobTitles,
    level: dictionaries.levelNames,
    age_band: dictionaries.ageBandIds,
    tenure_band: dictionaries.tenureBandIds,
  };
  const entries = DICTIONARY_KINDS.flatMap((kind) =>
    texts[kind].map((value, index) => ({ kind, code: kind === 'level' ? index + 1 : index, value })),
  );
  return {
    table: 'run_dictionary',
    rows: entries.length,
    columns: [
      encodeTextColumn(
        'kind',
        entries.map(({ kind }) => kind),
      ),
      encodeColumn('code', {
        type: 'int32',
        values: Int32Array.from(entries, ({ code }) => code),
        nullValue: null,
      }),
      encodeTextColumn(
        'value',
        entries.map(({ value }) => value),
      ),
    ],
  };
}
