import { open } from 'node:fs/promises';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { formatIsoDate } from '../../../src-shared/dates.ts';
import { NO_DAY, type Cents, type Day } from '../../../src-shared/units.ts';
import { writeFileAtomically } from '../../files/atomic-write.ts';
import { choose } from './distributions.ts';
import { rowDraws, type RowDraws } from './draws.ts';
import { sampleEmployee, type SampleEmployee } from './employee.ts';
import { ACTIVE_STATUSES, VOLUNTARY_REASONS } from './organisation.ts';
import { samplePlanFacts, type PlanFacts } from './plan-facts.ts';

export interface SampleRequest {
  readonly employees: number;
  readonly seed: number;
}

/** What is needed to write one line: the invented facts, and draws for how carelessly they were typed. */
interface Line {
  readonly number: number;
  readonly employee: SampleEmployee;
  readonly plan: PlanFacts;
  readonly draws: RowDraws;
  /** What the lines before have used up of what there is once for all. */
  readonly file: { owners: number };
}

const dates = new Map<Day, string>([[NO_DAY, '']]);

/** Only some 30,000 days occur in a census of any size. */
function isoDate(day: Day): string {
  let text = dates.get(day);
  if (text === undefined) {
    text = formatIsoDate(day);
    dates.set(day, text);
  }
  return text;
}

const money = (cents: Cents): string => {
  const fraction = cents % 100;
  return `${(cents - fraction) / 100}.${fraction < 10 ? '0' : ''}${fraction}`;
};
const yesNo = (yes: boolean): string => (yes ? 'Yes' : 'No');
const quoted = (text: string): string => (text.includes(',') ? `"${text}"` : text);

/** Blank for leavers, whose date says it: any word would contradict a study that starts before they left (W-21). */
function status({ employee, draws }: Line): string {
  switch (employee.standing) {
    case 'employed':
      return choose(ACTIVE_STATUSES, draws.next());
    case 'leaving':
      return 'Active';
    case 'inactive':
      return 'Inactive';
    case 'left':
    case 'joining':
      return '';
  }
}

function reason({ employee, draws }: Line): string {
  if (employee.terminationDay === NO_DAY) return '';
  return employee.ageYears >= 62 && draws.next() < 0.8
    ? 'Retirement'
    : choose(VOLUNTARY_REASONS, draws.next());
}

function level({ employee, draws }: Line): string {
  const draw = draws.next();
  if (draw < 0.0003) return 'TBD';
  return draw < 0.06 ? '' : String(employee.level);
}

function weeklyHours({ employee, draws }: Line): string {
  const draw = draws.next();
  if (draw < 0.0003) return '999';
  return employee.weeklyHours === 40 && draw < 0.15 ? '' : String(employee.weeklyHours);
}

/** Shares of 6% each can be had by sixteen people at most, however many work there. */
const MOST_OWNERS = 10;

function ownership({ employee, draws, file }: Line): string {
  const isOwner = employee.level === 5 && draws.next() < 0.08 && file.owners < MOST_OWNERS;
  if (isOwner) file.owners += 1;
  return isOwner ? '6%' : '';
}

function deferral({ plan, draws }: Line): string {
  if (plan.deferralPercent === null) return '';
  return draws.next() < 0.0003 ? '150%' : `${plan.deferralPercent}%`;
}

function title({ employee, draws }: Line): string {
  const draw = draws.next();
  if (draw < 0.01) return '';
  return quoted(draw < 0.03 ? employee.jobTitle.toUpperCase() : employee.jobTitle);
}

const participated = ({ plan }: Line, text: (plan: PlanFacts) => string): string =>
  plan.participant === null ? '' : text(plan);

/** The columns in file order. Every heading is an alias of the registry (W-15), so no mapping is needed. */
const COLUMNS: readonly (readonly [heading: string, cell: (line: Line) => string])[] = [
  ['Employee ID', (line) => `E${100_000 + line.number}`],
  ['Date of Birth', (line) => isoDate(line.employee.birthDay)],
  ['Hire Date', (line) => isoDate(line.employee.hireDay)],
  ['Original Hire Date', (line) => isoDate(line.employee.originalHireDay)],
  ['Status', status],
  ['Termination Date', (line) => isoDate(line.employee.terminationDay)],
  ['Termination Reason', reason],
  ['Department', (line) => (line.draws.next() < 0.002 ? '' : line.employee.department.name)],
  ['Location', (line) => (line.draws.next() < 0.03 ? '' : line.employee.location)],
  ['Cost Center', (line) => line.employee.costCentre],
  ['Job Title', title],
  ['Job Level', level],
  ['Annual Salary', (line) => money(line.employee.annualPayCents)],
  ['Hours per Week', weeklyHours],
  ['Union', (line) => yesNo(line.employee.unionMember)],
  ['FLSA', (line) => (line.employee.exempt ? 'Exempt' : 'Nonexempt')],
  ['Officer', (line) => yesNo(line.employee.level === 5)],
  ['Ownership', ownership],
  ['Prior Year Pay', (line) => (joins(line) ? '' : money(line.employee.priorYearPayCents))],
  ['FICA Wages', (line) => (joins(line) ? '' : money(ficaWages(line)))],
  ['Prior Year Hours', (line) => (joins(line) ? '' : String(line.employee.priorYearHours))],
  ['HCE', (line) => (joins(line) ? '' : yesNo(isHighlyPaid(line)))],
  ['Entry Date', (line) => isoDate(line.plan.entryDay)],
  ['Enroll Date', (line) => isoDate(line.plan.enrollmentDay)],
  ['Opt Out Date', (line) => isoDate(line.plan.optOutDay)],
  ['Participant', (line) => participated(line, (plan) => yesNo(plan.participant === true))],
  ['Enrollment Method', (line) => line.plan.enrollmentSource],
  ['Deferral Pct', deferral],
  ['Roth Pct', (line) => (line.plan.rothPercent === null ? '' : `${line.plan.rothPercent}%`)],
  ['Escalation Opt Out', (line) => participated(line, (plan) => yesNo(plan.escalationOptOut))],
  ['Deferral Balance', (line) => participated(line, (plan) => money(plan.balanceDeferralCents))],
  ['Match Balance', (line) => participated(line, (plan) => money(plan.balanceMatchCents))],
  ['Core Balance', (line) => participated(line, (plan) => money(plan.balanceCoreCents))],
  ['Pretax 401k', (line) => participated(line, (plan) => money(plan.preTaxCents))],
  ['Roth 401k', (line) => participated(line, (plan) => money(plan.rothCents))],
  ['ER Match', (line) => participated(line, (plan) => money(plan.matchCents))],
  ['Nonelective', (line) => participated(line, (plan) => money(plan.coreCents))],
  ['Vested Years', (line) => (joins(line) ? '' : String(Math.floor(line.employee.tenureYears)))],
];

const joins = ({ employee }: Line): boolean => employee.standing === 'joining';

/** Social security wages stop at the wage base, $176,100 in 2025. */
const ficaWages = ({ employee }: Line): Cents => Math.min(employee.priorYearPayCents, 17_610_000) as Cents;

/** Highly compensated in 2025: employed in 2024 at more than the 2024 limit, pay having grown by some 4 % since. */
function isHighlyPaid({ employee }: Line): boolean {
  return employee.tenureYears > 1.5 && employee.annualPayCents > 16_100_000;
}

const HEADER = `${COLUMNS.map(([heading]) => heading).join(',')}\n`;
const CHUNK_BYTES = 1_000_000;
const LONGEST_LINE_BYTES = 10_000;

/**
 * Writes an invented census as CSV: UTF-8, ISO dates, one header row and one row per employee, as of 31 December
 * 2025. The same request gives the same bytes on every platform. Nothing in it stems from a real person: ids are
 * numbers and there are no names. Besides ordinary gaps it holds a few cells that an import has to warn of, none that
 * it has to refuse. An existing file is replaced only if it is such a sample, or when `replace` is set.
 * @throws PlanAlignError FILE_EXISTS, DISK_FULL, FILE_NOT_WRITTEN, or CANCELLED through the signal; nothing is
 * written then.
 */
export async function writeSampleCensus(
  path: string,
  { employees, seed }: SampleRequest,
  options: {
    readonly replace: boolean;
    readonly signal: AbortSignal;
    readonly onProgress: (share: number) => void;
  },
): Promise<void> {
  if (!options.replace) await refuseForeignFile(path);
  const draws = rowDraws(seed);
  await writeFileAtomically(path, async (sink) => {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES + LONGEST_LINE_BYTES);
    let used = chunk.write(HEADER);
    const file = { owners: 0 };
    const cells = COLUMNS.map(([, cell]) => cell);
    for (let number = 0; number < employees; number += 1) {
      draws.begin(number);
      const employee = sampleEmployee(number, employees, draws);
      const line = { number, employee, plan: samplePlanFacts(employee, draws), draws, file };
      used += chunk.write(`${cells.map((cell) => cell(line)).join(',')}\n`, used);
      if (used < CHUNK_BYTES) continue;
      await sink.write(chunk.subarray(0, used));
      used = 0;
      options.onProgress((number + 1) / employees);
      if (options.signal.aborted) throw new PlanAlignError('CANCELLED', '');
    }
    await sink.write(chunk.subarray(0, used));
    options.onProgress(1);
  });
}

async function refuseForeignFile(path: string): Promise<void> {
  const start = Buffer.alloc(HEADER.length);
  try {
    const file = await open(path, 'r');
    await file.read(start).finally(() => file.close());
  } catch {
    // It does not exist, or writing will say what is wrong with it.
    return;
  }
  if (start.toString() !== HEADER)
    throw new PlanAlignError('FILE_EXISTS', 'The file exists and is not a sample census.', { file: path });
}
