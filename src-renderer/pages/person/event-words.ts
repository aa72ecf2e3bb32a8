import { formatIsoDate } from '../../../src-shared/dates.ts';
import { kindOf, fieldsOf, type PersonEvent } from '../../../src-shared/person/event-fields.ts';
import type { Day } from '../../../src-shared/units.ts';
import type { EventType } from '../../../src-shared/vocabulary.ts';
import { exactMoney, plainNumber } from '../../components/format.ts';
import { words, type Vocabulary } from '../../components/words.ts';

/** The events of a person in plain words. */

const PPM_PER_PERCENT = 10_000;

/** A rate with all the decimals it is stored with. */
export const exactRate = (ppm: number): string => `${plainNumber(ppm / PPM_PER_PERCENT)}%`;

/** A date as the grids write it. */
export const dateText = (day: number): string => formatIsoDate(day as Day);

const PPM = 1_000_000;

const yearsText = (years: number): string => (years === 1 ? '1 year' : `${years} years`);
const lower = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

/** What a level is called: "Manager (L2)". */
export const levelText = (level: number, names: readonly string[]): string => {
  const name = names[level - 1] ?? '';
  return name === '' ? `level ${level}` : `${name} (L${level})`;
};

/** What happened, in one sentence with exact amounts. */
export function sentenceOf(event: PersonEvent, levelNames: readonly string[]): string {
  switch (event.type) {
    case 'HIRE': {
      const { level, department, annualPay } = event.payload;
      const start = event.category === 'simulated' ? 'Hired' : 'Joined as the census says';
      return `${start}: ${levelText(level, levelNames)} in ${department} at ${exactMoney(annualPay)} a year`;
    }
    case 'PROMOTION': {
      const { toLevel, previousPay, newPay } = event.payload;
      const share = exactRate(Math.round((newPay / previousPay - 1) * 10_000) * 100);
      return `Promoted to ${levelText(toLevel, levelNames)}: ${exactMoney(previousPay)} → ${exactMoney(newPay)} (+${share})`;
    }
    case 'RAISE': {
      const { rate, previousPay, newPay } = event.payload;
      const kind = { cola: 'Cost-of-living raise', merit: 'Merit raise', market: 'Market adjustment' };
      return `${kind[event.category]} of ${exactRate(rate)}: ${exactMoney(previousPay)} → ${exactMoney(newPay)}`;
    }
    case 'TERMINATION': {
      const { reason, tenureYears, severance } = event.payload;
      const why =
        event.category === 'reduction' ? 'reduction in force' : lower(words('terminationReason', reason));
      const planned = event.category === 'scheduled' ? ', as the census says' : '';
      const paid = severance === null ? '' : `, with severance of ${exactMoney(severance)}`;
      return `Left: ${why}, after ${yearsText(tenureYears)}${planned}${paid}`;
    }
    case 'DC_PLAN_ELIGIBILITY':
      return eligibilitySentence(event);
    case 'DC_PLAN_ENROLLMENT': {
      const how = {
        auto: 'Enrolled automatically',
        sweep: 'Enrolled automatically in the sweep of the plan',
        proactive: 'Enrolled before the automatic date',
        voluntary: 'Enrolled at entry',
        conversion: 'Enrolled after a time without taking part',
      };
      const magnet = event.payload.magnet ? ', the rate with the most match' : '';
      return `${how[event.category]} at ${exactRate(event.payload.rate)}${magnet}`;
    }
    case 'DC_PLAN_DEFERRAL_CHANGE':
      return changeSentence(event);
    case 'DC_PLAN_CONTRIBUTION':
      return `${words('eventCategory', event.category)} of the year: ${exactMoney(event.payload.amount)}`;
    case 'DC_PLAN_VESTING': {
      const { percent, creditedYears } = event.payload;
      return `${words('eventCategory', event.category)} ${exactRate(percent)} vested, with ${yearsText(creditedYears)} credited`;
    }
    case 'DC_PLAN_FORFEITURE': {
      const { amount, percent } = event.payload;
      return `Forfeited ${exactMoney(amount)} of the ${lower(words('eventCategory', event.category))} account: ${exactRate(percent)} was vested`;
    }
    case 'HCE_STATUS': {
      const { lookbackPay, threshold } = event.payload;
      if (event.category === 'owner') return `Highly compensated in ${event.year}: owns more than 5%`;
      const paid = lookbackPay === null ? '' : `: paid ${exactMoney(lookbackPay)} in ${event.year - 1}`;
      return `Highly compensated in ${event.year}${paid}, above ${exactMoney(threshold)}`;
    }
  }
}

function eligibilitySentence({ category, payload }: PersonEvent & { type: 'DC_PLAN_ELIGIBILITY' }): string {
  if (category === 'barred') return words('eventReason', payload.barredReason ?? 'none');
  if (category === 'ltptEntered') return 'Entered the plan for deferrals only, as long-term part-time';
  if (payload.basis === 'statutory') return 'Entered the plan on the latest date the law allows';
  if (payload.basis === 'override') return 'Entered the plan: the census waives age and service';
  return 'Entered the plan';
}

function changeSentence({ category, payload }: PersonEvent & { type: 'DC_PLAN_DEFERRAL_CHANGE' }): string {
  const change = `${exactRate(payload.oldRate)} → ${exactRate(payload.newRate)}`;
  switch (category) {
    case 'optOut':
      return `Opted out: deferral rate ${change}`;
    case 'withdrawal':
      return `Opted out and withdrew the deferrals: ${change}`;
    case 'escalation':
      return `Automatic escalation: deferral rate ${change}`;
    case 'escalationRefused':
      return `Refused automatic escalation: the rate stays at ${exactRate(payload.newRate)}`;
    case 'matchResponse':
      return `Answered the changed match: deferral rate ${change}`;
  }
}

/** Titles of the fields of events, by name; those of one type under `TYPE.name` where it differs. */
const FIELD_TITLES: Readonly<Record<string, string>> = {
  level: 'Level',
  annualPay: 'Annual pay',
  birthDate: 'Born',
  hireDate: 'Date of hire',
  department: 'Department',
  location: 'Location',
  costCentre: 'Cost centre',
  jobTitle: 'Job title',
  scheduledHours: 'Hours per week',
  flsaStatus: 'Overtime status',
  unionMember: 'Union member',
  rangeMin: 'Lowest pay of the range',
  rangeMax: 'Highest pay of the range',
  percentile: 'Position in the range',
  market: 'Market adjustment',
  noise: 'Random deviation of pay',
  donorId: 'Other attributes copied from',
  monthDraw: 'Draw for the month',
  dayDraw: 'Draw for the day',
  levelDraw: 'Draw for the level',
  departmentDraw: 'Draw for the department',
  ageBandDraw: 'Draw for the age bracket',
  birthDateDraw: 'Draw for the birth date',
  partTimeDraw: 'Draw for part time',
  donorDraw: 'Draw for the copied person',
  ageDate: 'Meets the age condition',
  serviceDate: 'Meets the service condition',
  planEntryDate: 'Entry date of the plan',
  statutoryDate: 'Latest entry by law',
  basis: 'Entered by',
  barredReason: 'Barred because',
  probability: 'Probability',
  draw: 'Draw that decided',
  rate: 'Deferral rate',
  tableRate: 'Rate of the table',
  ceiling: 'Rate with the most match',
  magnet: 'Moved to the rate with the most match',
  rothShare: 'Roth share',
  ageSegment: 'Age segment',
  incomeSegment: 'Income segment',
  dateDraw: 'Draw for the date',
  magnetDraw: 'Draw for the match magnet',
  rothDraw: 'Draw for Roth',
  oldRate: 'Rate before',
  newRate: 'Rate after',
  limitApplied: 'Held back by',
  fromLevel: 'Level before',
  toLevel: 'Level after',
  previousPay: 'Pay before',
  newPay: 'Pay after',
  increase: 'Increase drawn',
  floorApplied: 'Raised to the range minimum',
  capApplied: 'Held at the largest increase',
  hazard: 'Probability of the year',
  raceKey: 'Key in the order of choice',
  increaseDraw: 'Draw for the increase',
  amount: 'Amount',
  budget: 'Merit budget',
  weight: 'Weight of the level',
  reason: 'Reason',
  payInForce: 'Pay at leaving',
  ageYears: 'Age',
  tenureYears: 'Completed years of service',
  severance: 'Severance',
  rule: 'How it was decided',
  retirement: 'Probability of retiring',
  quota: 'People to be chosen',
  reasonDraw: 'Draw for the reason',
  payBase: 'Plan pay',
  band: 'Band of the formula',
  limitBound: 'Cut by',
  reduced415: 'Taken back under section 415',
  creditedYears: 'Credited years',
  percent: 'Vested share',
  balance: 'Account balance',
  lookbackPay: 'Pay of the year before',
  provenance: 'Source of that pay',
  threshold: 'Threshold',
  owner: 'Owns more than 5%',
  payRank: 'Rank by pay',
  'RAISE.rate': 'Raise',
  'DC_PLAN_CONTRIBUTION.rate': 'Rate on plan pay',
};

/** Lists whose codes are the values of a field. */
const FIELD_WORDS: Readonly<Record<string, Vocabulary>> = {
  flsaStatus: 'flsaStatus',
  basis: 'entryBasis',
  barredReason: 'eventReason',
  limitApplied: 'responseLimit',
  reason: 'eventReason',
  rule: 'terminationRule',
  limitBound: 'deferralLimit',
  provenance: 'lookbackSource',
};

/** Fields whose positions are stored from 0 and read from 1. */
const COUNTED_FROM_ONE: readonly string[] = ['band', 'ageSegment', 'incomeSegment'];

export const fieldTitle = (type: EventType, name: string): string =>
  FIELD_TITLES[`${type}.${name}`] ?? FIELD_TITLES[name] ?? name;

function valueText(name: string, kind: string, value: unknown): string {
  if (value === null || value === undefined) return 'n/a';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string') {
    const list = FIELD_WORDS[name];
    return list === undefined ? value : words(list, value);
  }
  if (typeof value !== 'number') return '';
  if (name === 'weight') return plainNumber(value / PPM);
  if (name === 'scheduledHours' && value === 0) return 'Full time';
  switch (kind) {
    case 'money':
      return exactMoney(value);
    case 'rate':
      return exactRate(value);
    case 'date':
      return dateText(value);
    default:
      return plainNumber(COUNTED_FROM_ONE.includes(name) ? value + 1 : value);
  }
}

/** A field of an event in words. */
export interface FieldWords {
  readonly name: string;
  readonly title: string;
  readonly value: string;
  /** Whether the event has a value. */
  readonly isThere: boolean;
}

/** Every field of an event in words, in order; draws stand last in their types. */
export function fieldsInWords({ type, payload }: PersonEvent): readonly FieldWords[] {
  const values: Readonly<Record<string, unknown>> = payload;
  return fieldsOf(type).map(([name, spec]) => ({
    name,
    title: fieldTitle(type, name),
    value: valueText(name, kindOf(spec).kind, values[name]),
    isThere: values[name] !== null,
  }));
}
