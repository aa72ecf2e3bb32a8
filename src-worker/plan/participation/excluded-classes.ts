import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { FLSA_STATUSES } from '../../../src-shared/vocabulary.ts';

/** Classes of employees who cannot enter the plan, by their attributes (P-31). */

type ExcludedClassSetting = Scenario['planDesigns'][number]['eligibility']['excludedClasses'][number];

/** Attributes of every person by person index; codes point into the dictionaries. */
export interface ClassAttributes {
  readonly department: Int32Array;
  readonly location: Int32Array;
  readonly costCentre: Int32Array;
  readonly jobTitle: Int32Array;
  /** Index into FLSA_STATUSES. */
  readonly flsaStatus: Uint8Array;
  readonly unionMember: Uint8Array;
}

/** Texts of the codes (RunDictionaries). */
export interface ClassDictionaries {
  readonly departments: readonly string[];
  readonly locations: readonly string[];
  readonly costCentres: readonly string[];
  readonly jobTitles: readonly string[];
}

/** The excluded codes of one attribute. */
interface ExcludedCodes {
  readonly attribute: keyof ClassAttributes | 'level';
  /** True at the codes that are excluded. */
  readonly isExcluded: readonly boolean[];
}

/** The excluded classes of a design, in codes. */
export type ExcludedClasses = readonly ExcludedCodes[];

/** The excluded classes of a design, resolved once to codes. Texts that nobody has exclude nobody. */
export function excludedClasses(
  settings: readonly ExcludedClassSetting[],
  dictionaries: ClassDictionaries,
): ExcludedClasses {
  return settings.map(({ field, values }) => ({
    attribute: field,
    isExcluded: codesOf(field, values, dictionaries),
  }));
}

function codesOf(
  field: ExcludedClassSetting['field'],
  values: ExcludedClassSetting['values'],
  dictionaries: ClassDictionaries,
): readonly boolean[] {
  const among = (texts: readonly unknown[]): readonly boolean[] =>
    texts.map((text) => values.some((value) => value === text));
  switch (field) {
    case 'department':
      return among(dictionaries.departments);
    case 'location':
      return among(dictionaries.locations);
    case 'costCentre':
      return among(dictionaries.costCentres);
    case 'jobTitle':
      return among(dictionaries.jobTitles);
    case 'flsaStatus':
      return among(FLSA_STATUSES);
    case 'unionMember':
      return among([false, true]);
    case 'level':
      return among(Array.from({ length: 1 + Math.max(...values.map(Number)) }, (_, level) => level));
  }
}

/**
 * P-31: whether a person is in an excluded class at a level, which a promotion changes within the year; the other
 * attributes stay. A code of -1, for an attribute left blank, is in none.
 */
export function isInExcludedClass(
  classes: ExcludedClasses,
  attributes: ClassAttributes,
  person: number,
  level: number,
): boolean {
  for (const { attribute, isExcluded } of classes) {
    const code = attribute === 'level' ? level : (attributes[attribute][person] ?? -1);
    if (isExcluded[code] === true) return true;
  }
  return false;
}
