import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import { ENROLLMENT_SOURCES, PLAN_STATUSES } from '../../../src-shared/vocabulary.ts';
import {
  accounts,
  byRules,
  defers,
  simulated,
  snapshotsOf,
  storiesOf,
  type StudyPerson,
} from './tested-study-fixtures.ts';

const noElections = { autoEnrollment: { enabled: false } };

describe('P-29 entry before the first year is opening state', () => {
  it('on 31 December, but an event on 1 January', () => {
    const entered = (id: string, planEntryDay: number): StudyPerson => ({ id, plan: { planEntryDay } });
    const study = {
      people: [entered('A', toDay(2025, 12, 31)), entered('B', toDay(2026, 1, 1))],
      design: noElections,
    };
    expect(storiesOf(study)).toEqual({ B: ['2026-01-01 entered'] });
    const [first] = snapshotsOf(study);
    expect([first?.['A']?.['entryDay'], first?.['B']?.['entryDay']]).toEqual([
      toDay(2025, 12, 31),
      toDay(2026, 1, 1),
    ]);
  });
});

describe('P-11 elections of the census', () => {
  const standing = (plan: StudyPerson['plan'], enrollmentSource?: StudyPerson['enrollmentSource']) => {
    const person: StudyPerson = {
      id: 'A',
      ...(plan === undefined ? {} : { plan }),
      ...(enrollmentSource === undefined ? {} : { enrollmentSource }),
    };
    const [first] = snapshotsOf({ people: [person], design: noElections });
    const columns = first?.['A'];
    return {
      status: PLAN_STATUSES[columns?.['planStatus'] ?? -1],
      enrolled: columns?.['enrollmentDay'],
      rate: columns?.['deferralRatePpm'],
      source: ENROLLMENT_SOURCES[columns?.['enrollmentSource'] ?? -1],
      optedOut: columns?.['optOutDay'],
    };
  };
  const never = { status: 'neverEnrolled', enrolled: NO_DAY, rate: 0, source: 'none', optedOut: NO_DAY };
  const enrolled = {
    status: 'enrolled',
    enrolled: toDay(2025, 12, 31),
    rate: 40_000,
    source: 'censusVoluntary',
    optedOut: NO_DAY,
  };

  it('a rate without a date counts from 31 December before the first year, as a later date does', () => {
    expect(standing(defers(40_000))).toEqual(enrolled);
    expect(standing({ ...defers(40_000), planEnrollmentDay: toDay(2026, 7, 1) })).toEqual(enrolled);
    expect(standing({ ...defers(40_000), planEnrollmentDay: toDay(2025, 12, 30) })).toEqual({
      ...enrolled,
      enrolled: toDay(2025, 12, 30),
    });
    expect(standing(defers(0))).toEqual(never);
  });

  it('P-49 the source of the enrolment is as given, otherwise voluntary', () => {
    expect(standing(defers(40_000), 'auto')).toEqual({ ...enrolled, source: 'censusAuto' });
    expect(standing(defers(40_000), 'voluntary')).toEqual(enrolled);
  });

  it('participants without a rate have that of the setting', () => {
    const missing = { ...enrolled, rate: 30_000 };
    expect(standing({ planParticipant: 1 })).toEqual(missing);
    expect(standing({ planEnrollmentDay: toDay(2025, 12, 31) })).toEqual(missing);
    expect(standing({ planParticipant: 0, planEnrollmentDay: toDay(2025, 12, 31) })).toEqual(never);
    expect(standing({ planParticipant: 0, ...defers(40_000) })).toEqual(never);
  });

  it('an opt-out not before the enrolment means opted out', () => {
    const out = (day: number) => ({ ...never, status: 'optedOut', optedOut: day });
    const enrolledOn = toDay(2022, 3, 3);
    const given = { ...defers(40_000), planEnrollmentDay: enrolledOn };
    expect(standing({ ...given, planOptOutDay: enrolledOn })).toEqual(out(enrolledOn));
    expect(standing({ ...given, planOptOutDay: enrolledOn + 1 })).toEqual(out(enrolledOn + 1));
    expect(standing({ ...given, planOptOutDay: enrolledOn - 1 })).toEqual({
      ...enrolled,
      enrolled: enrolledOn,
    });
    expect(standing({ planOptOutDay: enrolledOn })).toEqual(out(enrolledOn));
  });

  it('P-29 whoever takes part has entered, unless barred', () => {
    const later = { birth: toDay(2007, 5, 5), hire: toDay(2025, 8, 1) };
    const [first] = snapshotsOf({
      people: [
        { id: 'A', ...later, plan: { ...byRules, ...defers(40_000) } },
        { id: 'B', ...later, plan: byRules },
        { id: 'C', ...later, plan: { ...byRules, ...defers(40_000), eligibilityOverride: 0 } },
      ],
      design: noElections,
    });
    // Of age on 5 May 2028.
    const entryDays = ['A', 'B', 'C'].map((id) => first?.[id]?.['entryDay']);
    expect(entryDays).toEqual([toDay(2025, 12, 31), NO_DAY, NO_DAY]);
  });

  it('P-47 rates above the maximum of the plan are lowered to it', () => {
    const [first] = snapshotsOf({
      people: [{ id: 'A', plan: defers(90_000) }],
      design: { ...noElections, deferral: { maximumRate: 0.07 } },
    });
    expect(first?.['A']?.['deferralRatePpm']).toBe(70_000);
  });
});

describe('P-85 figures are partial when an account of somebody in the plan is unknown', () => {
  it.each<readonly [boolean, StudyPerson['plan']]>([
    [true, {}],
    [true, { balanceDeferralCents: 100, balanceMatchCents: 20 }],
    [true, { balanceDeferralCents: 100, balanceCoreCents: 20 }],
    [true, { balanceMatchCents: 100, balanceCoreCents: 20 }],
    [false, accounts(100)],
    [false, { eligibilityOverride: 0 }],
    [false, { planEntryDay: toDay(2026, 3, 1) }],
  ])('%s with %o', (isPartial, plan) => {
    const { batches } = simulated({
      people: [
        { id: 'A', plan: plan ?? {} },
        { id: 'B', plan: accounts(50) },
      ],
      design: noElections,
    });
    expect(batches.map(({ plan: { summary } }) => summary?.partial)).toEqual([isPartial]);
  });
});
