import { describe, expect, it } from 'vitest';
import { NO_CODE } from '../../../src-shared/units.ts';
import { FLSA_STATUSES } from '../../../src-shared/vocabulary.ts';
import { excludedClasses, isInExcludedClass, type ClassAttributes } from './excluded-classes.ts';

const DICTIONARIES = {
  departments: ['Finance', 'Sales', 'Support'],
  locations: ['Berlin', 'Sales'],
  costCentres: ['100', '200'],
  jobTitles: ['Clerk', 'Temp'],
};

const EXEMPT = FLSA_STATUSES.indexOf('exempt');

/** Three people: the first has every attribute at its first value, the last has blanks. */
const PEOPLE: ClassAttributes = {
  department: Int32Array.of(0, 1, 2),
  location: Int32Array.of(0, 1, NO_CODE),
  costCentre: Int32Array.of(0, 1, NO_CODE),
  jobTitle: Int32Array.of(0, 1, NO_CODE),
  flsaStatus: Uint8Array.of(EXEMPT, FLSA_STATUSES.indexOf('nonexempt'), 0),
  unionMember: Uint8Array.of(0, 1, 0),
};
const LEVELS = [1, 3, 5];

const excluded = (...settings: Parameters<typeof excludedClasses>[0]): readonly boolean[] => {
  const classes = excludedClasses(settings, DICTIONARIES);
  return LEVELS.map((level, person) => isInExcludedClass(classes, PEOPLE, person, level));
};

describe('excluded classes', () => {
  it('P-31 without classes nobody is excluded', () => {
    expect(excluded()).toEqual([false, false, false]);
  });

  it.each([
    ['department', ['Sales'], [false, true, false]],
    ['department', ['Sales', 'Support'], [false, true, true]],
    ['location', ['Sales'], [false, true, false]],
    ['costCentre', ['100'], [true, false, false]],
    ['jobTitle', ['Temp'], [false, true, false]],
    ['flsaStatus', ['exempt'], [true, false, false]],
    ['flsaStatus', ['nonexempt'], [false, true, false]],
    ['unionMember', [true], [false, true, false]],
    ['unionMember', [false], [true, false, true]],
    ['level', [3], [false, true, false]],
    ['level', [1, 5], [true, false, true]],
    ['department', ['Nowhere'], [false, false, false]],
    ['department', ['sales'], [false, false, false]],
  ] as const)('P-31 %s %j: %j', (field, values, expected) => {
    expect(excluded({ field, values: [...values] })).toEqual(expected);
  });

  it('P-31 one of several classes is enough', () => {
    expect(excluded({ field: 'level', values: [5] }, { field: 'jobTitle', values: ['Clerk'] })).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('P-31 a promotion out of the class ends it', () => {
    const classes = excludedClasses([{ field: 'level', values: [3] }], DICTIONARIES);
    expect(isInExcludedClass(classes, PEOPLE, 0, 3)).toBe(true);
    expect(isInExcludedClass(classes, PEOPLE, 0, 4)).toBe(false);
  });
});
