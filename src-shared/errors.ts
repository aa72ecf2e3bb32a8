/** Exit codes of the command line. */
export const EXIT = { done: 0, failed: 1, arguments: 2, input: 3, store: 4, cancelled: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

interface CatalogueEntry {
  /** What kind of failure it is, which decides the exit code. */
  readonly exit: ExitCode;
  /** What happened, in one sentence without particulars. */
  readonly what: string;
  /** What to do about it. */
  readonly fix: string;
}

const entry = (exit: ExitCode, what: string, fix: string): CatalogueEntry => ({ exit, what, fix });

/**
 * The one catalogue of expected failures. A code is stable: scripts and documentation refer to it. Entries are
 * grouped by the part of the product that raises them.
 */
export const ERROR_CATALOGUE = {
  // arguments
  ARGUMENTS_INVALID: entry(
    EXIT.arguments,
    'The command was not understood.',
    'Run the command with --help to see its arguments.',
  ),
  // files
  FILE_NOT_FOUND: entry(EXIT.input, 'The file does not exist.', 'Check the path.'),
  FILE_UNREADABLE: entry(
    EXIT.input,
    'The file could not be read.',
    'Check that it is a file you may read and that no other program has it locked.',
  ),
  FILE_NOT_WRITTEN: entry(
    EXIT.store,
    'The file could not be written.',
    'Check the folder, its permissions and the free space; nothing was changed.',
  ),
  FILE_EXISTS: entry(
    EXIT.arguments,
    'The file exists already and was not replaced.',
    'Choose another name, or add --force to replace it.',
  ),
  FILE_UNKNOWN: entry(
    EXIT.input,
    'The file is no longer known.',
    'Choose it again; files that were chosen are forgotten when the application ends.',
  ),
  UPLOAD_TOO_LARGE: entry(
    EXIT.input,
    'The file is too large to be sent to the application.',
    'Open it with the desktop application or the command line, which read it where it is.',
  ),
  // documents
  DOCUMENT_UNKNOWN: entry(EXIT.input, 'The document is not open.', 'Open it again.'),
  DOCUMENT_UNSAVED: entry(EXIT.input, 'The document has no file yet.', 'Save it under a name first.'),
  DOCUMENT_CHANGED: entry(
    EXIT.input,
    'Someone else has changed the file since it was opened.',
    'Save under another name, read the file again, or replace it.',
  ),
  BACKUP_UNKNOWN: entry(
    EXIT.input,
    'There is no such backup.',
    'It may have been recovered or discarded already.',
  ),
  // scenario
  SCENARIO_INVALID: entry(
    EXIT.input,
    'The scenario has invalid settings.',
    'Correct the settings that are listed.',
  ),
  SCENARIO_UNKNOWN_KEY: entry(
    EXIT.input,
    'The scenario has a setting that does not exist.',
    'Use the nearest known name, or remove the setting.',
  ),
  SCENARIO_NOT_JSON: entry(
    EXIT.input,
    'The scenario file is not valid JSON.',
    'Correct the text at the place named.',
  ),
  SCENARIO_TOO_NEW: entry(
    EXIT.input,
    'The scenario was written by a newer version.',
    'Install the newer version to open it.',
  ),
  SCENARIO_PARENT_MISSING: entry(
    EXIT.input,
    'The parent of the scenario was not found.',
    'Put the parent back where the scenario names it, or beside the scenario.',
  ),
  SCENARIO_PARENT_INVALID: entry(
    EXIT.input,
    'The parent of the scenario cannot be used.',
    'Correct the parent; the scenario states only what it changes of it.',
  ),
  SCENARIO_PARENT_CYCLE: entry(
    EXIT.input,
    'The scenario is among its own ancestors.',
    'Name another parent in one of the files listed, or save under another name.',
  ),
  SCENARIO_PARENT_DEPTH: entry(
    EXIT.input,
    'The scenario has too many ancestors.',
    'Detach one of them from its parent, so that it states everything itself.',
  ),
  TEMPLATE_UNKNOWN: entry(EXIT.input, 'There is no such scenario template.', 'Choose one of the list.'),
  // census
  CENSUS_EMPTY: entry(
    EXIT.input,
    'The census has no data rows.',
    'Export the census again, with a header row and one row per employee.',
  ),
  CENSUS_ENCODING: entry(
    EXIT.input,
    'The census is not text in a known encoding.',
    'Save it as UTF-8, or as an Excel workbook.',
  ),
  CENSUS_FORMAT: entry(
    EXIT.input,
    'The census is not a file of a known format.',
    'Give a .csv, .tsv, .txt, .parquet or .xlsx file.',
  ),
  CENSUS_COLUMN_MISSING: entry(
    EXIT.input,
    'The census lacks a required column.',
    'Map a column of the file to the field, in a mapping file.',
  ),
  CENSUS_COLUMN_AMBIGUOUS: entry(
    EXIT.input,
    'Two columns of the census match one field.',
    'Choose one of them in a mapping file.',
  ),
  FORMAT_UNCONFIRMED: entry(
    EXIT.input,
    'The format of a census column is not certain.',
    'State the format in a mapping file; --accept-inferred accepts the certain ones only.',
  ),
  CENSUS_NOTHING_ACCEPTED: entry(
    EXIT.input,
    'Every row of the census was quarantined.',
    'See the reasons; most often a column is mapped or read in the wrong format.',
  ),
  CENSUS_QUARANTINED: entry(
    EXIT.input,
    'Rows of the census were quarantined and --strict was asked for.',
    'Correct the rows listed, or import without --strict.',
  ),
  CENSUS_TOO_LARGE: entry(
    EXIT.input,
    'The file exceeds a safety limit.',
    'Export the census as CSV or Parquet.',
  ),
  CENSUS_UNSAFE: entry(
    EXIT.input,
    'The workbook is damaged or unsafe to open.',
    'Open it in a spreadsheet program and save it again, or export it as CSV.',
  ),
  CENSUS_UNKNOWN: entry(
    EXIT.input,
    'There is no such census in the workspace, and no such file.',
    'Give a file, or the name of an imported census.',
  ),
  REJECTS_NONE: entry(
    EXIT.input,
    'There are no rejected rows to write.',
    'Read the file first; a file whose rows are all accepted has none.',
  ),
  MAPPING_INVALID: entry(EXIT.input, 'The mapping file is invalid.', 'Correct what is listed.'),
  NO_OPENING_STAFF: entry(
    EXIT.input,
    'Nobody in the census is employed at the start of the simulation.',
    'Check the start year, the as-of date and the termination dates.',
  ),
  PERSON_KEY_COLLISION: entry(
    EXIT.input,
    'Two employee ids share one random-number key.',
    'Change one of the two ids.',
  ),
  // engine
  RATE_UNREACHABLE: entry(
    EXIT.failed,
    'A termination or promotion rate cannot be reached by the people it applies to.',
    'Give a multiplier above 0 to some of them, or lower the rate.',
  ),
  NEW_HIRE_RATE_TOO_HIGH: entry(
    EXIT.input,
    'The new-hire termination rate is above 99%.',
    'Lower workforce.newHireTerminationRate.',
  ),
  GROWTH_OUT_OF_RANGE: entry(
    EXIT.input,
    'The growth target is outside −100% … +100%.',
    'Correct workforce.targetGrowthRate.',
  ),
  GROWTH_UNREACHABLE: entry(
    EXIT.failed,
    'The growth target cannot be met.',
    'Change the growth or the termination rates of the year named.',
  ),
  REDUCTION_SCOPE_TOO_SMALL: entry(
    EXIT.failed,
    'Fewer people are in scope of the reduction than must leave.',
    'Widen workforce.reduction.departments or levels, or raise the growth target.',
  ),
  MERIT_RATE_TOO_HIGH: entry(
    EXIT.failed,
    'A merit rate above 50 % would be needed to spend the budget.',
    'Even out compensation.merit.byLevelWeights or lower the budget.',
  ),
  PAY_TOO_LARGE: entry(
    EXIT.failed,
    'Pay grew beyond what can be calculated exactly.',
    'Lower the pay ranges or the raises.',
  ),
  PERSON_MATCHES_NO_CELL: entry(
    EXIT.failed,
    'A person matches no age band, tenure band or level.',
    'Complete the bands; they start at 0 and the last is open.',
  ),
  INVARIANT_FAILED: entry(
    EXIT.failed,
    'A check of the results failed, so the run was stopped.',
    'The run is kept as failed with the rows named; please report it.',
  ),
  // plan
  LIMIT_YEAR: entry(
    EXIT.input,
    'A statutory limit is needed for a year before the table of limits.',
    'Start in 2021 or later, or give the limit of that year in limits.overrides.',
  ),
  YEAR_NOT_TESTED: entry(
    EXIT.arguments,
    'There are no plan tests of this year.',
    'Give a year of the run in which a plan is in force.',
  ),
  // store
  WORKSPACE_LOCKED: entry(
    EXIT.store,
    'Another program has the workspace open.',
    'Close it there, or use another workspace.',
  ),
  WORKSPACE_TOO_NEW: entry(
    EXIT.store,
    'The workspace was written by a newer version.',
    'Install the newer version to open it.',
  ),
  WORKSPACE_DAMAGED: entry(
    EXIT.store,
    'The workspace is not a readable workspace file.',
    'Restore it from a backup, or choose another file.',
  ),
  WORKSPACE_NOT_FOUND: entry(
    EXIT.store,
    'There is no workspace at this place.',
    'Check the path; a run or an import creates one.',
  ),
  DISK_FULL: entry(
    EXIT.store,
    'The disk is full.',
    'Free some space and run again; finished years and runs are safe.',
  ),
  STORE_FAILED: entry(
    EXIT.store,
    'The workspace could not be written.',
    'See the log file for the cause; finished runs are safe.',
  ),
  RUN_IN_PROGRESS: entry(EXIT.store, 'The run is not finished.', 'Wait for it to end, or cancel it first.'),
  NO_COMMON_YEAR: entry(
    EXIT.arguments,
    'The runs have no such year in common.',
    'Compare runs whose years overlap, in a year that both have.',
  ),
  RUN_ALTERED: entry(
    EXIT.failed,
    'A stored run is not what was written.',
    'Restore the workspace from a backup, or run the study again.',
  ),
  RUN_UNKNOWN: entry(
    EXIT.arguments,
    'There is no such run in the workspace.',
    'List the runs with: planalign runs list',
  ),
  PIN_UNKNOWN: entry(
    EXIT.arguments,
    'The comparison is no longer pinned.',
    'Pin it again under a name; somebody has unpinned it.',
  ),
  JOB_UNKNOWN: entry(EXIT.arguments, 'There is no such job in this session.', 'See the list of runs.'),
  COLUMN_UNKNOWN: entry(
    EXIT.arguments,
    'There is no such column.',
    'Use the names of the columns of the table.',
  ),
  // exports
  WORKBOOK_TOO_LARGE: entry(
    EXIT.failed,
    'The workbook would be larger than a spreadsheet program can open.',
    'Export fewer years, or export the rows as CSV.',
  ),
  // calculators
  CALCULATOR_UNKNOWN: entry(
    EXIT.arguments,
    'There is no calculator of this name.',
    'List them with: planalign calc --list',
  ),
  CALCULATOR_INPUT: entry(
    EXIT.input,
    'The input of the calculator is invalid.',
    'See its schema with: planalign calc --schema NAME',
  ),
  // between the window and the application
  CALL_INVALID: entry(
    EXIT.failed,
    'The application did not understand what the window asked for.',
    'Load the window again; if it comes back, please report it with the log file.',
  ),
  READ_ONLY: entry(
    EXIT.failed,
    'This window only reads.',
    'Ask the owner of the workspace to make the change.',
  ),
  LINK_CLOSED: entry(
    EXIT.failed,
    'The connection to the application has ended.',
    'Start the application again; finished runs and saved files are safe, and unsaved edits can be recovered.',
  ),
  // everywhere
  CANCELLED: entry(EXIT.cancelled, 'Cancelled.', 'Nothing of the unfinished work was kept.'),
  INTERNAL: entry(
    EXIT.failed,
    'Something went wrong that should not.',
    'Please report it with the log file.',
  ),
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** Where a failure arose: only the parts that are known. */
export interface ErrorPlace {
  readonly file?: string;
  readonly setting?: string;
  readonly stage?: string;
  readonly year?: number;
  readonly row?: number;
  readonly column?: string;
  readonly employeeId?: string;
}

/**
 * An expected failure, by its catalogue code. `detail` says the particulars in plain words; `items` lists several
 * findings of the same kind (settings, rows). It carries no stack to the user.
 */
export class PlanAlignError extends Error {
  override readonly name = 'PlanAlignError';
  readonly code: ErrorCode;
  readonly detail: string;
  readonly place: ErrorPlace;
  readonly items: readonly string[];

  constructor(code: ErrorCode, detail: string, place: ErrorPlace = {}, items: readonly string[] = []) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.place = place;
    this.items = items;
  }
}
