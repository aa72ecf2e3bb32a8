import type { Finding } from './findings.ts';
import { isJsonObject, isList, valueAt, withValueAt, type JsonObject } from './json-value.ts';
import { nearest } from './nearest.ts';
import type { Scenario } from './schema.ts';

/** What the keys of a table name. */
const ID_SOURCES = {
  'age band': { path: ['bands', 'age'], key: 'id' },
  'tenure band': { path: ['bands', 'tenure'], key: 'id' },
  'job level': { path: ['jobLevels'], key: 'level' },
} as const;
type IdKind = keyof typeof ID_SOURCES;

interface IdTable {
  readonly path: readonly string[];
  readonly kind: IdKind;
  /** Whether every id needs an entry. */
  readonly isComplete: boolean;
}

const table = (path: string, kind: IdKind, isComplete = true): IdTable => ({
  path: path.split('.'),
  kind,
  isComplete,
});

/** The tables that join the bands and levels by id (W-28). */
const ID_TABLES: readonly IdTable[] = [
  table('workforce.terminationHazard.ageMultipliers', 'age band'),
  table('workforce.terminationHazard.tenureMultipliers', 'tenure band'),
  table('workforce.terminationHazard.levelMultipliers', 'job level'),
  table('workforce.promotionHazard.ageMultipliers', 'age band'),
  table('workforce.promotionHazard.tenureMultipliers', 'tenure band'),
  table('workforce.promotionHazard.levelMultipliers', 'job level'),
  table('hiring.levelMix', 'job level', false),
  table('hiring.pay.percentileByLevel', 'job level'),
  table('hiring.pay.marketAdjustmentByLevel', 'job level'),
  table('compensation.promotion.byFromLevel', 'job level', false),
  table('compensation.merit.byLevelWeights', 'job level'),
];

function idsOf(document: unknown, kind: IdKind): readonly string[] {
  const { path, key } = ID_SOURCES[kind];
  const elements = valueAt(document, path);
  return isList(elements) ? elements.map((element) => String(valueAt(element, [key]))) : [];
}

/**
 * A filled document with the entries of each table in the order of the bands and levels. A table that the document
 * itself leaves out keeps only the entries of bands and levels that exist: nobody has to repeat a default table in
 * order to remove a level.
 */
export function alignTables(filled: JsonObject, document: JsonObject): JsonObject {
  return ID_TABLES.reduce((aligned, { path, kind }) => {
    const entries = valueAt(aligned, path);
    if (!isJsonObject(entries)) return aligned;
    const ids = idsOf(aligned, kind);
    if (ids.length === 0) return aligned;
    const known = ids.filter((id) => Object.hasOwn(entries, id));
    const isGiven = valueAt(document, path) !== undefined;
    const kept = isGiven ? [...known, ...Object.keys(entries).filter((id) => !ids.includes(id))] : known;
    return withValueAt(aligned, path, Object.fromEntries(kept.map((id) => [id, entries[id]])));
  }, filled);
}

/** Violations of what one part of a scenario says about another: ids that do not exist or are missing, lengths. */
export function checkReferences(scenario: Scenario): readonly Finding[] {
  return [...checkTables(scenario), ...checkLevelLists(scenario), ...checkPlan(scenario)];
}

const invalid = (path: readonly PropertyKey[], message: string): Finding => ({
  code: 'SCENARIO_INVALID',
  path,
  message,
});

function unknownId(path: readonly PropertyKey[], kind: string, id: string, ids: readonly string[]): Finding {
  const suggestion = kind === 'job level' ? ids.at(-1) : nearest(id, ids)?.name;
  const relation = kind === 'job level' ? 'highest' : 'nearest';
  const hint = suggestion === undefined ? '' : `; the ${relation} is "${suggestion}"`;
  return invalid(path, `there is no ${kind} "${id}"${hint}`);
}

function* checkTables(scenario: Scenario): Generator<Finding> {
  for (const { path, kind, isComplete } of ID_TABLES) {
    const entries = valueAt(scenario, path);
    if (!isJsonObject(entries)) continue;
    const ids = idsOf(scenario, kind);
    for (const id of Object.keys(entries)) {
      if (!ids.includes(id)) yield unknownId([...path, id], kind, id, ids);
    }
    const missing = ids.filter((id) => isComplete && !Object.hasOwn(entries, id));
    if (missing.length > 0) yield invalid(path, `has no value for ${kind} ${missing.join(', ')}`);
  }
}

function* checkLevelLists({ jobLevels, workforce, compensation }: Scenario): Generator<Finding> {
  const known = jobLevels.map(({ level }) => String(level));
  const lists = [
    { path: ['workforce', 'reduction', 'levels'], levels: workforce.reduction.levels },
    ...compensation.market.map(({ levels }, index) => ({
      path: ['compensation', 'market', index, 'levels'],
      levels: levels ?? [],
    })),
  ];
  for (const { path, levels } of lists) {
    for (const [index, level] of levels.entries()) {
      if (known.includes(String(level))) continue;
      yield unknownId([...path, index], 'job level', String(level), known);
    }
  }
}

function* checkPlan(scenario: Scenario): Generator<Finding> {
  const designs = scenario.planDesigns.map(({ id }) => id);
  for (const [index, { designId }] of scenario.planTimeline.entries()) {
    if (designs.includes(designId)) continue;
    yield unknownId(['planTimeline', index, 'designId'], 'plan design', designId, designs);
  }
  for (const [index, design] of scenario.planDesigns.entries()) {
    for (const { path, message } of checkDesign(design, scenario)) {
      yield invalid(['planDesigns', index, ...path], message);
    }
  }
}

type Design = Scenario['planDesigns'][number];

/** Behaviour tables have one entry per segment (P-36); excluded classes name values of their attribute (P-31). */
function* checkDesign(
  design: Design,
  { segments, jobLevels }: Scenario,
): Generator<Pick<Finding, 'path' | 'message'>> {
  const { optOut } = design.autoEnrollment;
  const { proactive, atEntry, yearOverYear } = design.voluntaryEnrollment;
  const ages = { of: 'age', count: segments.behaviourAge.length };
  const incomes = { of: 'income', count: segments.income.length };
  const { defaultRates } = design.deferral;
  const tables = [
    { path: 'autoEnrollment.optOut.ageFactors', length: optOut.ageFactors.length, segments: ages },
    { path: 'autoEnrollment.optOut.incomeFactors', length: optOut.incomeFactors.length, segments: incomes },
    { path: 'voluntaryEnrollment.proactive.ageRates', length: proactive.ageRates.length, segments: ages },
    { path: 'voluntaryEnrollment.atEntry.ageRates', length: atEntry.ageRates.length, segments: ages },
    {
      path: 'voluntaryEnrollment.atEntry.incomeFactors',
      length: atEntry.incomeFactors.length,
      segments: incomes,
    },
    {
      path: 'voluntaryEnrollment.yearOverYear.ageRates',
      length: yearOverYear.ageRates.length,
      segments: ages,
    },
    {
      path: 'voluntaryEnrollment.yearOverYear.incomeFactors',
      length: yearOverYear.incomeFactors.length,
      segments: incomes,
    },
    {
      path: 'voluntaryEnrollment.yearOverYear.startRates',
      length: yearOverYear.startRates.length,
      segments: ages,
    },
    { path: 'deferral.defaultRates', length: defaultRates.length, segments: ages },
  ];
  const message = (length: number, { of, count }: typeof ages): string =>
    `has ${length} entries for ${count} ${of} segments`;
  for (const { path, length, segments: expected } of tables) {
    if (length !== expected.count) yield { path: path.split('.'), message: message(length, expected) };
  }
  for (const [row, rates] of defaultRates.entries()) {
    if (rates.length === incomes.count) continue;
    yield { path: ['deferral', 'defaultRates', row], message: message(rates.length, incomes) };
  }

  const levels = jobLevels.map(({ level }) => level);
  for (const [index, { field, values }] of design.eligibility.excludedClasses.entries()) {
    for (const [position, value] of values.entries()) {
      const expected = expectedClassValue(field, value, levels);
      if (expected === null) continue;
      const path = ['eligibility', 'excludedClasses', index, 'values', position];
      yield { path, message: `must be ${expected} for ${field}` };
    }
  }
}

type ExcludedClass = Design['eligibility']['excludedClasses'][number];

/** What a value of an excluded class must be, or null when it is that (P-31). */
function expectedClassValue(
  field: ExcludedClass['field'],
  value: ExcludedClass['values'][number],
  levels: readonly number[],
): string | null {
  switch (field) {
    case 'level':
      return typeof value === 'number' && levels.includes(value) ? null : 'the number of a job level';
    case 'unionMember':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'flsaStatus':
      return value === 'exempt' || value === 'nonexempt' ? null : '"exempt" or "nonexempt"';
    default:
      return typeof value === 'string' ? null : 'text';
  }
}
