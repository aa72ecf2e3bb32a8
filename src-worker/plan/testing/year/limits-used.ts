import type { LimitUsed } from '../../../../src-shared/compliance.ts';
import { PlanAlignError } from '../../../../src-shared/errors.ts';
import { limitOf, type LimitItem, type LimitSettings } from '../../limits.ts';
import { hceThreshold } from '../hce.ts';

/** The limits that the tests of a year use. */
export interface TestLimits {
  readonly compensation: LimitUsed;
  readonly annualAdditions: LimitUsed;
  readonly keyOfficer: LimitUsed;
  readonly onePercentOwner: LimitUsed;
  readonly wageBase: LimitUsed;
  /** Of the year before (P-87). */
  readonly hceCompensation: LimitUsed;
}

/** A limit that the law has in every year of the table. @throws PlanAlignError LIMIT_YEAR before it (P-15). */
export function limitUsed(item: LimitItem, year: number, settings: LimitSettings): LimitUsed {
  const limit = limitOf(item, year, settings);
  if (limit === null) {
    throw new PlanAlignError('LIMIT_YEAR', `The law has no limit ${item} in ${year}.`, { year });
  }
  return { item, year, ...limit };
}

/** P-135: the limits of the tests of a year, each with its provenance. @throws PlanAlignError LIMIT_YEAR (P-15). */
export function testLimits(year: number, settings: LimitSettings): TestLimits {
  const ofYear = (item: LimitItem): LimitUsed => limitUsed(item, year, settings);
  return {
    compensation: ofYear('compensation'),
    annualAdditions: ofYear('annualAdditions'),
    keyOfficer: ofYear('keyOfficer'),
    onePercentOwner: ofYear('onePercentOwner'),
    wageBase: ofYear('wageBase'),
    hceCompensation: { item: 'hceCompensation', year: year - 1, ...hceThreshold(year, settings) },
  };
}
