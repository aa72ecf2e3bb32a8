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
import { ColumnMemory, encodeColumn, narrowed, type ColumnData } from './stored-column.ts';

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
  readonly #memory = new ColumnMemory();
  #persons = 0;
  #last: LedgerLink | null = null;

  /** Files go to `spoolFolder` under names that begin with `runId`. */
  constructor(spoolFolder: string, runId: string) {
    this.#prefix = join(spoolFolder, runId);
  }

  /** Encodes the opening. Throws the system's error when a file cannot be written. */
  opening(opening: RunOpening): EncodedOpening {
    const { person, rowCount } = opening.opening;
    const { digests, files } = this.#spool('opening', [
      this.#newPersons(opening.dictionaries.censusPersonIds),
      dictionaryTable(opening.dictionaries),
      tableOf(OPENING_RELATION, opening.opening, rowCount),
      tableOf(OPENING_PLAN_RELATION, { person, ...opening.planOpening }, rowCount),
    ]);
    this.#last = appendLink(null, null, digests);
    return { files, link: this.#last, counts: opening.counts };
  }

  /** Encodes a year; years must come in order, after the opening. */
  year(batch: YearBatch): EncodedYear {
    const { plan, year } = batch;
    const facts = this.#spool(String(year), [
      this.#newPersons(batch.newPersonIds),
      tableOf(HIRE_RELATION, batch.hires, batch.hires.rowCount),
      tableOf(TERMINATION_RELATION, batch.terminations, batch.terminations.rowCount),
      tableOf(PROMOTION_RELATION, batch.promotions, batch.promotions.rowCount),
      tableOf(RAISE_RELATION, batch.raises, batch.raises.rowCount),
      ...planTables(plan),
      snapshotTable(batch),
    ]);
    const tests = plan.compliance === null ? null : planTestRows(plan.compliance);
    const figures = [
      tableOf(MONTH_RELATION, batch.months, batch.months.rowCount),
      tableOf(CELL_RELATION, batch.cells, batch.cells.rowCount),
    ];
    if (tests !== null) figures.push(tableOf(TEST_PEOPLE_RELATION, tests.people, tests.people.rowCount));
    this.#last = appendLink(this.#last, year, facts.digests);
    return {
      year,
      files: [
        ...facts.files,
        ...figures.flatMap((table) => this.#write(String(year), table, () => undefined)),
      ],
      link: this.#last,
      summary: batch.summary,
      planSummary: plan.summary,
      planTests: tests?.tests ?? [],
      eventCounts: batch.eventCounts,
      invariants: [...batch.invariants, ...plan.invariants],
    };
  }

  /** The persons that become known now; their indices follow on those known before. */
  #newPersons(ids: readonly string[]): Table {
    const first = this.#persons;
    this.#persons += ids.length;
    const person = Int32Array.from(ids, (_, index) => first + index);
    return {
      table: 'run_person',
      rows: ids.length,
      columns: [
        { name: 'person', data: () => ({ type: 'int32', values: person, nullValue: null }) },
        { name: 'employee_id', texts: ids },
      ],
    };
  }

  /** Writes tables to files, and digests of their columns. */
  #spool(part: string, tables: readonly Table[]): { digests: RelationDigest[]; files: SpoolFile[] } {
    const digests: RelationDigest[] = [];
    const files = tables.flatMap((table) => {
      const columns: { name: string; digest: string }[] = [];
      digests.push({ table: table.table, rows: table.rows, columns });
      return this.#write(part, table, (name, canonical) => {
        columns.push({ name, digest: digestOf(canonical) });
      });
    });
    return { digests, files };
  }

  /** Writes a table to a file, unless it has no rows; `visit` sees the canonical bytes of each column. */
  #write(
    part: string,
    { table, rows, columns }: Table,
    visit: (name: string, canonical: Uint8Array) => void,
  ): SpoolFile[] {
    const encoded = this.#encode(columns, visit);
    if (rows === 0) {
      // Nothing to write, but also the columns of an empty table have digests.
      Array.from(encoded);
      return [];
    }
    const path = `${this.#prefix}-${part}-${table}.parquet`;
    writeParquet(path, rows, encoded);
    return [{ table, path, rows }];
  }

  /** The columns one by one, all in the same memory. */
  *#encode(
    columns: readonly TableColumn[],
    visit: (name: string, canonical: Uint8Array) => void,
  ): Generator<ParquetColumn> {
    for (const column of columns) {
      const { name } = column;
      if ('texts' in column) {
        const texts = encodeTexts(column.texts);
        visit(name, texts.bytes.subarray(0, texts.offsets[column.texts.length]));
        yield { name, type: 'text', texts, present: null };
      } else {
        const { parquet, canonical } = encodeColumn(name, column.data(), this.#memory);
        visit(name, canonical);
        yield narrowed(parquet, this.#memory);
      }
    }
  }
}

/** A column of a table: its values, or its texts. */
type TableColumn = { readonly name: string } & (
  { readonly data: () => ColumnData } | { readonly texts: readonly string[] }
);

interface Table {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly TableColumn[];
}

function tableOf<Source>({ table, columns }: Relation<Source>, source: Source, rows: number): Table {
  return { table, rows, columns: columns.map(({ name, data }) => ({ name, data: () => data(source) })) };
}

/** The tables of the plan's events. */
function planTables(plan: PlanBatch): Table[] {
  return [
    tableOf(ELIGIBILITY_RELATION, plan.eligibility, plan.eligibility.rowCount),
    tableOf(ENROLLMENT_RELATION, plan.enrollments, plan.enrollments.rowCount),
    tableOf(DEFERRAL_CHANGE_RELATION, plan.deferralChanges, plan.deferralChanges.rowCount),
    tableOf(CONTRIBUTION_RELATION, plan.contributions, plan.contributions.rowCount),
    tableOf(VESTING_RELATION, plan.vesting, plan.vesting.rowCount),
    tableOf(FORFEITURE_RELATION, plan.forfeitures, plan.forfeitures.rowCount),
    tableOf(HCE_RELATION, plan.hceStatus, plan.hceStatus.rowCount),
  ];
}

/** The snapshot, with the columns of the plan after its own. */
function snapshotTable({ snapshot, plan }: YearBatch): Table {
  const { table, rows, columns } = tableOf(SNAPSHOT_RELATION, snapshot, snapshot.rowCount);
  const added = tableOf(PLAN_SNAPSHOT_RELATION, plan.snapshot, rows);
  return { table, rows, columns: [...columns, ...added.columns] };
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
function dictionaryTable(dictionaries: RunDictionaries): Table {
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
  const codes = Int32Array.from(entries, ({ code }) => code);
  return {
    table: 'run_dictionary',
    rows: entries.length,
    columns: [
      { name: 'kind', texts: entries.map(({ kind }) => kind) },
      { name: 'code', data: () => ({ type: 'int32', values: codes, nullValue: null }) },
      { name: 'value', texts: entries.map(({ value }) => value) },
    ],
  };
}
