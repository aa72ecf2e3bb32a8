import { describe, expect, it } from 'vitest';
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
} from '../../src-shared/vocabulary.ts';
import { words } from './words.ts';

const CATEGORIES = [
  HIRE_CATEGORIES,
  TERMINATION_CATEGORIES,
  PROMOTION_CATEGORIES,
  RAISE_CATEGORIES,
  ELIGIBILITY_CATEGORIES,
  ENROLLMENT_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  CONTRIBUTION_CATEGORIES,
  EMPLOYER_SOURCES,
  HCE_CATEGORIES,
];

describe('words for codes', () => {
  it('name every event and every category of it (W-60, P-129)', () => {
    expect(words('eventType', 'DC_PLAN_ENROLLMENT')).toBe('Plan enrolment');
    for (const code of EVENT_TYPES) expect(words('eventType', code)).not.toBe(code);
    for (const code of CATEGORIES.flat()) expect(words('eventCategory', code)).not.toBe(code);
  });

  it('tell the categories of one type of event apart', () => {
    for (const categories of CATEGORIES) {
      const named = categories.map((code) => words('eventCategory', code));
      expect(new Set(named).size).toBe(categories.length);
    }
  });

  it('leave a text of the user alone', () => {
    expect(words('eventType', 'Legal')).toBe('Legal');
    expect(words('eventType', 'constructor')).toBe('constructor');
  });
});
