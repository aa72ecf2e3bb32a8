import {
  CONTRIBUTION_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  ELIGIBILITY_CATEGORIES,
  EMPLOYER_SOURCES,
  ENROLLMENT_CATEGORIES,
  EVENT_TYPES,
  HCE_CATEGORIES,
  HIRE_CATEGORIES,
  PROMOTION_CATEGORIES,
  RAISE_CATEGORIES,
  TERMINATION_CATEGORIES,
  type EventType,
} from '../vocabulary.ts';

/**
 * What the events of a person carry (W-60, P-129), type by type, in the order in which they are read. A kind says what a
 * value is and in which unit it is sent: money in cents, rates in parts per million, dates as days since 1970-01-01,
 * draws from 0 to 1. A question mark says that an event may have none.
 */
export const EVENT_FIELDS = {
  HIRE: {
    level: 'integer',
    annualPay: 'money',
    birthDate: 'date',
    department: 'text',
    location: 'text?',
    costCentre: 'text?',
    jobTitle: 'text?',
    scheduledHours: 'decimal',
    flsaStatus: 'text?',
    unionMember: 'yesNo',
    rangeMin: 'money?',
    rangeMax: 'money?',
    percentile: 'rate?',
    market: 'rate?',
    noise: 'rate?',
    donorId: 'text?',
    monthDraw: 'decimal?',
    dayDraw: 'decimal?',
    levelDraw: 'decimal?',
    departmentDraw: 'decimal?',
    ageBandDraw: 'decimal?',
    birthDateDraw: 'decimal?',
    partTimeDraw: 'decimal?',
    donorDraw: 'decimal?',
  },
  DC_PLAN_ELIGIBILITY: {
    ageDate: 'date?',
    serviceDate: 'date?',
    planEntryDate: 'date?',
    statutoryDate: 'date?',
    basis: 'text?',
    barredReason: 'text?',
    probability: 'rate?',
    draw: 'decimal?',
  },
  DC_PLAN_ENROLLMENT: {
    rate: 'rate',
    tableRate: 'rate?',
    ceiling: 'rate?',
    magnet: 'yesNo',
    rothShare: 'rate?',
    ageSegment: 'integer',
    incomeSegment: 'integer',
    probability: 'rate?',
    draw: 'decimal?',
    dateDraw: 'decimal?',
    magnetDraw: 'decimal?',
    rothDraw: 'decimal?',
  },
  DC_PLAN_DEFERRAL_CHANGE: {
    oldRate: 'rate',
    newRate: 'rate',
    ceiling: 'rate?',
    limitApplied: 'text?',
    probability: 'rate?',
    draw: 'decimal?',
  },
  PROMOTION: {
    fromLevel: 'integer',
    toLevel: 'integer',
    previousPay: 'money',
    newPay: 'money',
    increase: 'rate',
    floorApplied: 'yesNo',
    capApplied: 'yesNo',
    hazard: 'rate',
    draw: 'decimal?',
    raceKey: 'decimal?',
    monthDraw: 'decimal?',
    dayDraw: 'decimal?',
    increaseDraw: 'decimal?',
  },
  RAISE: {
    previousPay: 'money',
    newPay: 'money',
    amount: 'money',
    rate: 'rate',
    level: 'integer',
    budget: 'rate?',
    weight: 'rate?',
  },
  TERMINATION: {
    reason: 'text',
    payInForce: 'money',
    ageYears: 'integer',
    tenureYears: 'integer',
    severance: 'money?',
    rule: 'text',
    hazard: 'rate?',
    retirement: 'rate?',
    draw: 'decimal?',
    raceKey: 'decimal?',
    quota: 'integer?',
    reasonDraw: 'decimal?',
    dateDraw: 'decimal?',
    dayDraw: 'decimal?',
  },
  DC_PLAN_CONTRIBUTION: {
    amount: 'money',
    payBase: 'money?',
    rate: 'rate?',
    band: 'integer?',
    limitBound: 'text?',
    reduced415: 'money',
  },
  DC_PLAN_VESTING: {
    creditedYears: 'integer',
    percent: 'rate',
    reason: 'text',
    balance: 'money',
  },
  DC_PLAN_FORFEITURE: {
    balance: 'money',
    percent: 'rate',
    amount: 'money',
  },
  HCE_STATUS: {
    lookbackPay: 'money?',
    provenance: 'text?',
    threshold: 'money',
    owner: 'yesNo',
    payRank: 'integer?',
  },
} as const satisfies Readonly<Record<EventType, Readonly<Record<string, FieldSpec>>>>;

/** The categories of each type, in the order in which they are stored. */
export const EVENT_CATEGORIES = {
  HIRE: HIRE_CATEGORIES,
  DC_PLAN_ELIGIBILITY: ELIGIBILITY_CATEGORIES,
  DC_PLAN_ENROLLMENT: ENROLLMENT_CATEGORIES,
  DC_PLAN_DEFERRAL_CHANGE: DEFERRAL_CHANGE_CATEGORIES,
  PROMOTION: PROMOTION_CATEGORIES,
  RAISE: RAISE_CATEGORIES,
  TERMINATION: TERMINATION_CATEGORIES,
  DC_PLAN_CONTRIBUTION: CONTRIBUTION_CATEGORIES,
  DC_PLAN_VESTING: EMPLOYER_SOURCES,
  DC_PLAN_FORFEITURE: EMPLOYER_SOURCES,
  HCE_STATUS: HCE_CATEGORIES,
} as const satisfies Readonly<Record<EventType, readonly string[]>>;

export type FieldKind = 'text' | 'integer' | 'decimal' | 'money' | 'rate' | 'date' | 'yesNo';
export type FieldSpec = FieldKind | `${FieldKind}?`;

type KindValue<Kind> = Kind extends 'text' ? string : Kind extends 'yesNo' ? boolean : number;
type FieldValue<Spec> = Spec extends `${infer Kind}?` ? KindValue<Kind> | null : KindValue<Spec>;

/** The payload of an event of a type. */
type EventPayload<Type extends EventType> = {
  readonly [Name in keyof (typeof EVENT_FIELDS)[Type]]: FieldValue<(typeof EVENT_FIELDS)[Type][Name]>;
};

/** An event of one type as it is stored. */
export interface EventOf<Type extends EventType> {
  readonly type: Type;
  readonly category: (typeof EVENT_CATEGORIES)[Type][number];
  readonly year: number;
  /** 1, 2, … among the events of the person over the whole run (W-61). */
  readonly sequence: number;
  readonly day: number;
  readonly payload: EventPayload<Type>;
}

/** An event of a person. */
export type PersonEvent = { readonly [Type in EventType]: EventOf<Type> }[EventType];

/** The kind of a field, and whether an event may have none. */
export function kindOf(spec: FieldSpec): { readonly kind: FieldKind; readonly isOptional: boolean } {
  switch (spec) {
    case 'text':
    case 'text?':
      return { kind: 'text', isOptional: spec !== 'text' };
    case 'integer':
    case 'integer?':
      return { kind: 'integer', isOptional: spec !== 'integer' };
    case 'decimal':
    case 'decimal?':
      return { kind: 'decimal', isOptional: spec !== 'decimal' };
    case 'money':
    case 'money?':
      return { kind: 'money', isOptional: spec !== 'money' };
    case 'rate':
    case 'rate?':
      return { kind: 'rate', isOptional: spec !== 'rate' };
    case 'date':
    case 'date?':
      return { kind: 'date', isOptional: spec !== 'date' };
    case 'yesNo':
    case 'yesNo?':
      return { kind: 'yesNo', isOptional: spec !== 'yesNo' };
  }
}

/** The fields of a type with their specifications, in order. */
export const fieldsOf = (type: EventType): readonly (readonly [name: string, spec: FieldSpec])[] =>
  Object.entries(EVENT_FIELDS[type]);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const TYPE_OF_KIND = { text: 'string', yesNo: 'boolean' } as const;

function isValue(spec: FieldSpec, value: unknown): boolean {
  const { kind, isOptional } = kindOf(spec);
  if (value === null) return isOptional;
  return typeof value === (kind === 'text' || kind === 'yesNo' ? TYPE_OF_KIND[kind] : 'number');
}

/** Whether a value is an event with everything that its type carries. */
export function isPersonEvent(value: unknown): value is PersonEvent {
  if (!isRecord(value)) return false;
  const { type: name, category, year, sequence, day, payload } = value;
  const type = EVENT_TYPES.find((known) => known === name);
  if (type === undefined || !isRecord(payload)) return false;
  const categories: readonly string[] = EVENT_CATEGORIES[type];
  return (
    [year, sequence, day].every((number) => typeof number === 'number') &&
    typeof category === 'string' &&
    categories.includes(category) &&
    fieldsOf(type).every(([field, spec]) => isValue(spec, payload[field]))
  );
}
