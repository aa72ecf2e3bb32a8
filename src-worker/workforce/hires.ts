import type { HireEvents } from '../../src-shared/columns.ts';
import { NO_CODE, type Day } from '../../src-shared/units.ts';
import { HIRE_CATEGORIES } from '../../src-shared/vocabulary.ts';
import { inChunks } from '../cancellation.ts';
import { startCodeOfPerson } from '../population/calendar.ts';
import type { ColumnMemory } from '../population/column-memory.ts';
import type { Persons } from '../population/persons.ts';
import { DRAW_RANGE } from '../random/draw-source.ts';
import { isYes, pickCategory } from '../random/draws.ts';
import { NOISE_DRAWS, noisePpm, normalOf } from '../random/noise.ts';
import { PROCESS } from '../random/processes.ts';
import { BirthWindows } from './birth-date.ts';
import { startDayIn } from './dates.ts';
import type { DonorPools } from './donors.ts';
import { hirePay } from './hire-pay.ts';
import { mixHires } from './hire-quotas.ts';
import type { HiringRule, YearParameters } from './parameters.ts';
import { pause, type YearContext } from './year-context.ts';

const SIMULATED = HIRE_CATEGORIES.indexOf('simulated');
const SCHEDULED = HIRE_CATEGORIES.indexOf('scheduled');

/** Shares a hire of exact mode was not given yet, in millionths (W-44, W-45). */
export interface HiringCarry {
  /** By level − 1. */
  readonly levels: readonly number[];
  /** By level − 1, by department. */
  readonly departments: readonly (readonly number[])[];
}

/** Opening headcount that an adaptive mix copies: by department × levels + level − 1. */
export interface OpeningMix {
  readonly headcount: Int32Array;
  readonly levels: number;
  readonly departments: readonly string[];
}

/** The columns of this year's HIRE events; sequence and rank are written when all events are known. */
export type HireColumns = HireEvents;

function emptyColumns(memory: ColumnMemory, persons: Int32Array, scheduled: number): HireColumns {
  const count = persons.length;
  const draws = (): Float64Array => memory.numbers(count).fill(NaN, 0, scheduled);
  return {
    rowCount: count,
    person: persons,
    // A HIRE is the first event of its person.
    sequence: memory.ints(count).fill(1),
    rank: memory.ints(count),
    effectiveDay: memory.ints(count),
    category: memory.bytes(count).fill(SIMULATED).fill(SCHEDULED, 0, scheduled),
    duplicateIndex: memory.bytes(count).fill(0),
    level: memory.bytes(count),
    annualPayCents: memory.numbers(count),
    birthDay: memory.ints(count),
    department: memory.ints(count),
    location: memory.ints(count),
    costCentre: memory.ints(count),
    jobTitle: memory.ints(count),
    scheduledHoursHundredths: memory.ints(count),
    flsaStatus: memory.bytes(count),
    unionMember: memory.bytes(count),
    rangeMinCents: draws(),
    rangeMaxCents: draws(),
    percentilePpm: memory.ints(count).fill(0, 0, scheduled),
    marketPpm: memory.ints(count).fill(0, 0, scheduled),
    noisePpm: memory.ints(count).fill(0, 0, scheduled),
    donor: memory.ints(count).fill(NO_CODE, 0, scheduled),
    monthDraw: draws(),
    dayDraw: draws(),
    levelDraw: draws(),
    departmentDraw: draws(),
    ageBandDraw: draws(),
    birthDateDraw: draws(),
    partTimeDraw: draws(),
    donorDraw: draws(),
  };
}

/** Weights of the levels (W-44): the fixed mix, or opening headcount. */
function levelWeights(mix: OpeningMix, rule: HiringRule): readonly number[] {
  if (rule.levelMix !== null) return rule.levelMix;
  const weights = Array.from({ length: mix.levels }, () => 0);
  for (const [index, heads] of mix.headcount.entries()) {
    const level = index % mix.levels;
    weights[level] = (weights[level] ?? 0) + heads;
  }
  return weights;
}

/** Weights of the departments at a level (W-45): the fixed mix, or opening headcount at the level or, without any, at all. */
function departmentWeights(mix: OpeningMix, rule: HiringRule, level: number): readonly number[] {
  const { departmentMix } = rule;
  if (departmentMix !== null) return mix.departments.map((name) => departmentMix[name] ?? 0);
  const atLevel = mix.departments.map(
    (_, department) => mix.headcount[department * mix.levels + level - 1] ?? 0,
  );
  if (atLevel.some((heads) => heads > 0)) return atLevel;
  return mix.departments.map((_, department) => {
    let heads = 0;
    for (let index = 0; index < mix.levels; index++)
      heads += mix.headcount[department * mix.levels + index] ?? 0;
    return heads;
  });
}

/** Everything the hires of a year are made from. */
export interface HiringInput {
  readonly context: YearContext;
  /** Persons of scheduled hires, ascending, then of simulated hires by ordinal. */
  readonly people: Int32Array;
  readonly scheduled: number;
  readonly mix: OpeningMix;
  readonly carry: HiringCarry;
  readonly donors: DonorPools;
}

/**
 * W-43 … W-47: gives the simulated hires their attributes, writes them to the state, and returns the HIRE events of all
 * hires (draws as u) with the carries of the next year.
 */
export function hire(input: HiringInput): { readonly columns: HireColumns; readonly carry: HiringCarry } {
  const { context, people, scheduled } = input;
  const { persons, control, year, parameters } = context;
  const columns = emptyColumns(context.memory, people, scheduled);
  const windows = new BirthWindows(parameters.hiring.brackets, year.firstDay, year.days);
  inChunks(control, scheduled, people.length, (from, to) => {
    drawAll(input, columns, from, to);
    setDates(input, windows, columns, from, to);
  });
  pause(context);
  const carry = setLevelsAndDepartments(input, columns);
  inChunks(control, scheduled, people.length, (from, to) => {
    setPay(input, columns, from, to);
    copyFromDonors(input, columns, from, to);
  });
  copyScheduled(persons, columns, scheduled);
  inChunks(control, scheduled, people.length, (from, to) => {
    writeState(persons, columns, year, from, to);
  });
  pause(context);
  toUniforms(columns);
  return { columns, carry };
}

function drawAll(
  { context: { persons, draws, year }, people }: HiringInput,
  columns: HireColumns,
  from: number,
  to: number,
): void {
  const fill = (out: Float64Array, process: number, index: number): void => {
    draws.fill(out, people, from, to, persons, year.year, process, index);
  };
  fill(columns.monthDraw, PROCESS.HIRE_DATE, 0);
  fill(columns.dayDraw, PROCESS.HIRE_DATE, 1);
  fill(columns.levelDraw, PROCESS.HIRE_LEVEL, 0);
  fill(columns.departmentDraw, PROCESS.HIRE_DEPARTMENT, 0);
  fill(columns.ageBandDraw, PROCESS.HIRE_AGE_BAND, 0);
  fill(columns.birthDateDraw, PROCESS.HIRE_BIRTH_DATE, 0);
  fill(columns.partTimeDraw, PROCESS.HIRE_PART_TIME, 0);
  fill(columns.donorDraw, PROCESS.HIRE_DONOR, 0);
}

/** Start date (W-43) and birth date (W-46). */
function setDates(
  { context: { parameters, year } }: HiringInput,
  windows: BirthWindows,
  columns: HireColumns,
  from: number,
  to: number,
): void {
  const { effectiveDay, birthDay, monthDraw, dayDraw, ageBandDraw, birthDateDraw } = columns;
  const rule = parameters.hiring;
  for (let row = from; row < to; row++) {
    const day = startDayIn(year.monthStarts, rule.monthThresholds, monthDraw[row] ?? 0, dayDraw[row] ?? 0);
    const bracket = pickCategory(ageBandDraw[row] ?? 0, rule.bracketThresholds);
    effectiveDay[row] = day;
    birthDay[row] = windows.birthDay(day, bracket, birthDateDraw[row] ?? 0);
  }
}

/** W-44 and W-45. */
function setLevelsAndDepartments(
  { context, scheduled, mix, carry }: HiringInput,
  columns: HireColumns,
): HiringCarry {
  const { isExact } = context;
  const rule = context.parameters.hiring;
  const { level, department, departmentDraw } = columns;
  const levels = mixHires(
    columns.levelDraw.subarray(scheduled),
    levelWeights(mix, rule),
    carry.levels,
    isExact,
  );
  const heads = new Int32Array(mix.levels);
  for (let ordinal = 0; ordinal < levels.categories.length; ordinal++) {
    const index = levels.categories[ordinal] ?? 0;
    level[scheduled + ordinal] = index + 1;
    heads[index] = (heads[index] ?? 0) + 1;
  }
  // Rows of the hires of each level one after the other, and their draws.
  const next = new Int32Array(mix.levels);
  for (let index = 1; index < mix.levels; index++)
    next[index] = (next[index - 1] ?? 0) + (heads[index - 1] ?? 0);
  const rows = new Int32Array(levels.categories.length);
  const draws = new Float64Array(levels.categories.length);
  for (let ordinal = 0; ordinal < rows.length; ordinal++) {
    const index = levels.categories[ordinal] ?? 0;
    const at = next[index] ?? 0;
    rows[at] = scheduled + ordinal;
    draws[at] = departmentDraw[scheduled + ordinal] ?? 0;
    next[index] = at + 1;
  }
  const departments = Array.from(heads, (count, index) => {
    const end = next[index] ?? 0;
    const own = mixHires(
      draws.subarray(end - count, end),
      departmentWeights(mix, rule, index + 1),
      carry.departments[index] ?? [],
      isExact,
    );
    const { categories } = own;
    for (let at = 0; at < count; at++) department[rows[end - count + at] ?? 0] = categories[at] ?? 0;
    return own.carry;
  });
  return { levels: levels.carry, departments };
}

/** Hours and pay (W-47). */
function setPay(input: HiringInput, columns: HireColumns, from: number, to: number): void {
  const { year, parameters } = input.context;
  const rule = parameters.hiring;
  const noise = noiseOf(input, from, to);
  for (let row = from; row < to; row++) {
    const index = (columns.level[row] ?? 0) - 1;
    const range = year.ranges[index];
    const percentile = rule.percentile[index];
    const market = rule.market[index];
    if (range === undefined || percentile === undefined || market === undefined) continue;
    const hours = isYes(columns.partTimeDraw[row] ?? 0, rule.partTimeShare)
      ? rule.partTimeHours
      : rule.fullTimeHours;
    const own = noise[row - from] ?? 0;
    columns.scheduledHoursHundredths[row] = hours;
    columns.rangeMinCents[row] = range.minCents;
    columns.rangeMaxCents[row] = range.maxCents;
    columns.percentilePpm[row] = percentile;
    columns.marketPpm[row] = market;
    columns.noisePpm[row] = own;
    columns.annualPayCents[row] = hirePay(
      range.minCents,
      range.maxCents,
      percentile,
      market,
      own,
      hours,
      rule.fullTimeHours,
    );
  }
}

/** Pay noise in ppm of rows `from` to `to` (W-12). Without spread nothing is drawn. */
function noiseOf(
  { context: { persons, parameters, draws, year }, people }: HiringInput,
  from: number,
  to: number,
): Int32Array {
  const noise = new Int32Array(to - from);
  const { noiseStdDev } = parameters.hiring;
  if (noiseStdDev === 0) return noise;
  const rows = people.subarray(from, to);
  const sums = new Float64Array(rows.length);
  draws.sumUniforms(sums, rows, 0, rows.length, persons, year.year, PROCESS.HIRE_PAY_NOISE, NOISE_DRAWS);
  for (let at = 0; at < noise.length; at++) noise[at] = noisePpm(noiseStdDev, normalOf(sums[at] ?? 0));
  return noise;
}

/** Secondary attributes (W-45). */
function copyFromDonors(
  { context: { persons }, donors }: HiringInput,
  columns: HireColumns,
  from: number,
  to: number,
): void {
  const { department, level, donorDraw, donor } = columns;
  for (let row = from; row < to; row++)
    donor[row] = donors.donor(department[row] ?? 0, level[row] ?? 0, donorDraw[row] ?? 0);
  const { location, costCentre, jobTitle, flsaStatus, unionMember } = columns;
  for (let row = from; row < to; row++) {
    const person = donor[row] ?? 0;
    location[row] = persons.location[person] ?? NO_CODE;
    costCentre[row] = persons.costCentre[person] ?? NO_CODE;
    jobTitle[row] = persons.jobTitle[person] ?? NO_CODE;
    flsaStatus[row] = persons.flsaStatus[person] ?? 0;
    unionMember[row] = persons.unionMember[person] ?? 0;
  }
}

/** Scheduled hires bring the attributes of the census. */
function copyScheduled(persons: Persons, columns: HireColumns, scheduled: number): void {
  for (let row = 0; row < scheduled; row++) {
    const person = columns.person[row] ?? 0;
    columns.effectiveDay[row] = persons.hireDay[person] ?? 0;
    columns.birthDay[row] = persons.birthDay[person] ?? 0;
    columns.level[row] = persons.level[person] ?? 0;
    columns.department[row] = persons.department[person] ?? 0;
    columns.location[row] = persons.location[person] ?? NO_CODE;
    columns.costCentre[row] = persons.costCentre[person] ?? NO_CODE;
    columns.jobTitle[row] = persons.jobTitle[person] ?? NO_CODE;
    columns.scheduledHoursHundredths[row] = persons.hours[person] ?? 0;
    columns.flsaStatus[row] = persons.flsaStatus[person] ?? 0;
    columns.unionMember[row] = persons.unionMember[person] ?? 0;
    columns.annualPayCents[row] = persons.pay[person] ?? 0;
  }
}

/** HIRE creates the state of a simulated person (W-53). */
function writeState(
  persons: Persons,
  columns: HireColumns,
  year: YearParameters,
  from: number,
  to: number,
): void {
  const first = columns.person[from] ?? 0;
  for (let row = from; row < to; row++) {
    const person = first + row - from;
    const hireDay = columns.effectiveDay[row] ?? 0;
    const birthDay = columns.birthDay[row] ?? 0;
    const code = year.startCodes[hireDay - year.firstDay] ?? 0;
    persons.birthDay[person] = birthDay;
    persons.birthCode[person] = startCodeOfPerson(birthDay as Day);
    persons.hireDay[person] = hireDay;
    persons.hireCode[person] = code;
    persons.levelSinceDay[person] = hireDay;
    persons.levelSinceCode[person] = code;
  }
  const copy = (
    target: Int32Array | Uint8Array | Float64Array,
    source: Int32Array | Uint8Array | Float64Array,
  ): void => {
    target.set(source.subarray(from, to), first);
  };
  copy(persons.level, columns.level);
  copy(persons.department, columns.department);
  copy(persons.location, columns.location);
  copy(persons.costCentre, columns.costCentre);
  copy(persons.jobTitle, columns.jobTitle);
  copy(persons.hours, columns.scheduledHoursHundredths);
  copy(persons.flsaStatus, columns.flsaStatus);
  copy(persons.unionMember, columns.unionMember);
  copy(persons.pay, columns.annualPayCents);
}

/** Events show draws as uniforms; NaN stays NaN. */
function toUniforms(columns: HireColumns): void {
  const drawn = [
    columns.monthDraw,
    columns.dayDraw,
    columns.levelDraw,
    columns.departmentDraw,
    columns.ageBandDraw,
    columns.birthDateDraw,
    columns.partTimeDraw,
    columns.donorDraw,
  ];
  for (const column of drawn)
    for (let row = 0; row < column.length; row++) column[row] = (column[row] ?? 0) / DRAW_RANGE;
}
