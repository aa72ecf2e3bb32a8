import { z } from 'zod';
import { allocationSchema } from '../../../../src-shared/scenario/sections/plan-contribution-schema.ts';
import {
  eligibilitySchema,
  entrySchema,
} from '../../../../src-shared/scenario/sections/plan-eligibility-schema.ts';
import { NO_DAY, type Day } from '../../../../src-shared/units.ts';
import { ALLOCATION_REASONS, ENTRY_BASES, TERMINATION_REASONS } from '../../../../src-shared/vocabulary.ts';
import {
  allocationReason,
  allocationTerms,
} from '../../../../src-worker/plan/participation/allocation-conditions.ts';
import { EntryDates, eligibilityTerms } from '../../../../src-worker/plan/participation/entry-dates.ts';
import { partsBetween, shownHours } from '../../../../src-worker/plan/participation/hours.ts';
import { defineCalculator } from '../calculator.ts';
import { SCENARIO } from '../defaults.ts';
import { date, isoDate, optionalDate, optionalHours, terminationNotBeforeHire, toIso } from '../fields.ts';
import { designBlock } from './design-block.ts';
import { completedYearsField } from './money-fields.ts';

const FULL_TIME = Math.round(SCENARIO.hiring.fullTimeHours * 100);

const hoursPerWeek = () => optionalHours('Scheduled hours; full-time hours when left out');

/** A condition that is left out is none (P-133). */
const conditions = () => {
  const { shape } = allocationSchema;
  return z
    .strictObject({
      minimumHours: shape.minimumHours.prefault(0),
      minimumTenureYears: shape.minimumTenureYears.prefault(0),
      waiveTenureForNewHires: shape.waiveTenureForNewHires.prefault(null),
      requireLastDay: shape.requireLastDay.prefault(false),
      payNewHireLeavers: shape.payNewHireLeavers.prefault(false),
      payExperiencedLeavers: shape.payExperiencedLeavers.prefault(false),
      payDeathDisabilityRetirement: shape.payDeathDisabilityRetirement.prefault(false),
    })
    .meta({ description: 'Conditions for receiving match or core; those left out do not apply' })
    .prefault({});
};

const flag = (description: string, otherwise: boolean) =>
  z
    .boolean()
    .meta({ description: `${description}; ${otherwise ? 'true' : 'false'} when left out` })
    .prefault(otherwise);

const dateOrNull = (description: string) => isoDate(`${description}; null when never`).nullable();

const toIsoOrNull = (day: Day): string | null => (day === NO_DAY ? null : toIso(day));

export const eligibilityCalculators = [
  defineCalculator({
    name: 'hours',
    rule: 'P-33',
    summary: 'Hours of service: weekly hours × 52 × days ÷ days of the year, summed over calendar years.',
    input: z
      .strictObject({
        hoursPerWeek: hoursPerWeek(),
        from: date('First day: hire or 1 January'),
        to: date('Last day: termination or 31 December'),
      })
      .superRefine(({ from, to }, context) => {
        if (to < from) context.addIssue({ code: 'custom', path: ['to'], message: 'is before from' });
      }),
    output: z.strictObject({ hours: z.number().meta({ description: 'Hours, rounded to 0.01' }) }),
    run: ({ hoursPerWeek: weekly, from, to }) => ({
      hours: shownHours(weekly ?? FULL_TIME, partsBetween(from, to)) / 100,
    }),
  }),
  defineCalculator({
    name: 'entryDate',
    rule: 'P-26',
    summary: 'When a person enters the plan: by its conditions, by law, or as a long-term part-timer.',
    input: z
      .strictObject({
        birthDate: date('Date of birth'),
        hireDate: date('Date of hire, from which service runs'),
        terminationDate: optionalDate('Last paid day, after which nobody enters; none when left out'),
        hoursPerWeek: hoursPerWeek(),
        eligibility: designBlock(
          'eligibility',
          eligibilitySchema,
          'Conditions of age and service; classes and overrides do not matter here',
        ),
        entry: designBlock('entry', entrySchema, 'Entry dates of the plan'),
      })
      .superRefine(terminationNotBeforeHire)
      .superRefine(({ birthDate, hireDate }, context) => {
        if (birthDate < hireDate) return;
        context.addIssue({ code: 'custom', path: ['birthDate'], message: 'is not before hireDate' });
      }),
    output: z.strictObject({
      minimumAgeDate: isoDate('The birthday on which the minimum age is reached; the hire date if later'),
      serviceDate: dateOrNull('Day on which the service condition is met'),
      planEntryDate: dateOrNull('First entry date of the plan on or after both'),
      statutoryDate: dateOrNull('Latest entry that the law allows for people who meet its own conditions'),
      entryDate: dateOrNull('The entry'),
      basis: z.enum(ENTRY_BASES).nullable().meta({
        description:
          'plan, statutory (the law’s date comes first) or ltpt (long-term part-time: deferrals only); null when never',
      }),
    }),
    run: ({ birthDate, hireDate, terminationDate, hoursPerWeek: weekly, eligibility, entry }) => {
      const dates = new EntryDates();
      dates.measure(eligibilityTerms(eligibility, entry, SCENARIO.simulation.startYear), {
        birthDay: birthDate,
        hireDay: hireDate,
        serviceFrom: hireDate,
        weeklyHours: weekly ?? FULL_TIME,
        priorYearHours: -1,
        notBefore: NO_DAY,
        waived: false,
      });
      const hasLeft = terminationDate !== null && dates.entryDay > terminationDate;
      const enters = dates.entryDay !== NO_DAY && !hasLeft;
      return {
        minimumAgeDate: toIso(dates.ageDay),
        serviceDate: toIsoOrNull(dates.serviceDay),
        planEntryDate: toIsoOrNull(dates.planEntryDay),
        statutoryDate: toIsoOrNull(dates.statutoryDay),
        entryDate: enters ? toIso(dates.entryDay) : null,
        basis: enters ? (ENTRY_BASES[dates.basis] ?? null) : null,
      };
    },
  }),
  defineCalculator({
    name: 'allocation',
    rule: 'P-35',
    summary: 'Whether a person receives match or core of a year, and the first reason against it.',
    input: z
      .strictObject({
        conditions: conditions(),
        hours: z
          .number()
          .min(0)
          .max(8784)
          .meta({ description: 'Hours of the year; needed with minimumHours' })
          .optional(),
        tenureYears: completedYearsField(
          'Service on the last day employed in the year; needed with minimumTenureYears, except for hires of the year',
        ).optional(),
        hiredThisYear: flag('Whether the person was hired in the year', false),
        activeAtYearEnd: flag(
          'Whether the person is employed on 31 December, leaving on that day included',
          true,
        ),
        entered: flag('Whether the person has entered the plan', true),
        ltptOnly: flag('Whether the person entered for deferrals only, as a long-term part-timer', false),
        overridden: flag('Whether an eligibility override or draw bars the person', false),
        enabled: flag('Whether the design has this employer money', true),
        reason: z
          .enum(['unspecified', ...TERMINATION_REASONS])
          .nullable()
          .meta({ description: 'Reason of the termination; null or left out when there is none' })
          .prefault(null),
      })
      .superRefine(({ conditions: { minimumHours, minimumTenureYears }, ...facts }, context) => {
        const report = (path: string, condition: string): void => {
          context.addIssue({ code: 'custom', path: [path], message: `is needed for ${condition}` });
        };
        if (minimumHours > 0 && facts.hours === undefined) report('hours', 'minimumHours');
        if (minimumTenureYears > 0 && facts.tenureYears === undefined && !facts.hiredThisYear) {
          report('tenureYears', 'minimumTenureYears');
        }
      }),
    output: z.strictObject({
      eligible: z.boolean().meta({ description: 'Whether the person receives it' }),
      reason: z.enum(ALLOCATION_REASONS).meta({ description: 'The first reason against it, or eligible' }),
    }),
    run: ({ conditions: settings, enabled, hours = 0, tenureYears = 0, reason, ...facts }) => {
      const first = allocationReason(allocationTerms(settings, enabled), {
        ...facts,
        hours,
        tenureYears,
        terminationReason: Math.max(
          0,
          TERMINATION_REASONS.findIndex((known) => known === reason),
        ),
      });
      const name = ALLOCATION_REASONS[first] ?? 'eligible';
      return { eligible: name === 'eligible', reason: name };
    },
  }),
];
