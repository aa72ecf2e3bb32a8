import { describe, expect, it } from 'vitest';
import { REASONS } from '../../src-main/services/census/reasons.ts';
import {
  CENSUS_FIELDS,
  FIELD_OF_ALIAS,
  isCensusField,
  normaliseHeader,
} from '../../src-main/services/census/registry.ts';
import { PROCESS } from '../../src-worker/random/processes.ts';

/** The closed tables of sections 1 and 2 of the workforce specification: process ids, census fields, reasons. */

describe('W-14 process ids', () => {
  it('W-14 every id of the table, and no other', () => {
    expect(PROCESS).toEqual({
      TERM_SELECT: 1,
      TERM_REASON: 2,
      TERM_DATE: 3,
      NH_TERM_SELECT: 4,
      RIF_SELECT: 6,
      PROMO_SELECT: 10,
      PROMO_DATE: 11,
      PROMO_INCREASE: 12,
      MERIT_DATE: 20,
      HIRE_DATE: 30,
      HIRE_LEVEL: 31,
      HIRE_DEPARTMENT: 32,
      HIRE_AGE_BAND: 33,
      HIRE_BIRTH_DATE: 34,
      HIRE_PAY_NOISE: 35,
      HIRE_PART_TIME: 36,
      HIRE_DONOR: 37,
    });
  });
});

/** Field and aliases, row by row. */
const REGISTRY: readonly (readonly [string, string])[] = [
  [
    'employeeId',
    'id, empid, employeenumber, employeeno, empno, eeid, staffid, workerid, personid, personnelnumber, associateid',
  ],
  ['birthDate', 'dob, dateofbirth, employeebirthdate, birth, bdate, born'],
  ['hireDate', 'dateofhire, employeehiredate, startdate, employmentdate, datehired'],
  [
    'annualPay',
    'salary, annualsalary, basesalary, basepay, compensation, grosscomp, employeegrosscompensation, annualcompensation, pay, wages, hourlyrate, monthlyincome',
  ],
  [
    'terminationDate',
    'termdate, dateoftermination, employeeterminationdate, separationdate, enddate, exitdate, lastdayworked',
  ],
  ['terminationReason', 'termreason, reasonforleaving, separationreason'],
  ['active', 'status, isactive, employmentstatus, employed, activeflag, current'],
  ['originalHireDate', 'firsthiredate, adjustedservicedate, senioritydate'],
  ['department', 'dept, departmentname, division, businessunit, orgunit'],
  ['location', 'site, office, worklocation'],
  ['costCentre', 'costcenter, costcentercode'],
  ['jobTitle', 'title, position, role'],
  ['level', 'joblevel, grade, band, jobgrade, paygrade, levelid'],
  ['scheduledHoursPerWeek', 'hoursperweek, weeklyhours, scheduledhours, standardhours'],
  ['unionMember', 'union, unionflag, bargainingunit, cba'],
  ['exclusionClass', 'planexclusion, excludedclass, employeeclass'],
  ['flsaStatus', 'flsa, exempt, overtimestatus'],
  ['ownershipShare', 'owner, ownership, fivepctowner, owner5'],
  ['priorOwnershipShare', ''],
  ['fivePercentOwner', ''],
  ['officer', 'isofficer, officerflag'],
  ['nonresidentAlien', 'nra'],
  ['priorYearPay', 'w2wages, prioryearcompensation'],
  ['priorYearFicaWages', 'box3wages, ficawages'],
  ['priorYearHce', 'hce, hceflag'],
  ['eligibilityOverride', 'planeligible, eligibleflag'],
  ['planEntryDate', 'entrydate, eligibilitydate, eligibilityentrydate'],
  ['planEnrollmentDate', 'enrolldate'],
  ['planOptOutDate', 'optoutdate'],
  ['planParticipant', 'participant, enrolled'],
  ['planEnrollmentSource', 'enrollmentmethod'],
  ['deferralRate', 'deferralpct, contributionrate, employeedeferralrate'],
  ['rothShare', 'rothpct'],
  ['autoEscalationOptOut', 'escalationoptout, aioptout'],
  ['balanceDeferral', 'deferralbalance'],
  ['balancePreTax', ''],
  ['balanceRoth', ''],
  ['balanceMatch', 'matchbalance'],
  ['balanceCore', 'corebalance, profitsharingbalance'],
  ['balanceAfterTax', 'aftertaxbalance'],
  ['balanceRollover', 'rolloverbalance'],
  ['preTaxContribution', 'pretax401k'],
  ['rothContribution', 'roth401k'],
  ['afterTaxContribution', 'aftertax'],
  ['matchContribution', 'employermatchcontribution, ermatch'],
  ['coreContribution', 'employercorecontribution, nonelective'],
  ['vestingYears', 'vestedyears, yearsofvesting'],
  ['age', 'ageyears'],
  ['tenureYears', 'yearsofservice, yearsatcompany, tenure'],
];

describe('W-15 one registry', () => {
  it.each(REGISTRY)('W-15 %s has its aliases, its own name and its snake_case form', (field, aliases) => {
    expect(isCensusField(field)).toBe(true);
    const snakeCase = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    for (const header of [field, snakeCase, ...aliases.split(', ').filter((alias) => alias !== '')])
      expect([header, FIELD_OF_ALIAS.get(normaliseHeader(header))]).toEqual([header, field]);
  });

  it('W-15 a header is compared after NFKC, lower case and removal of all but letters and digits', () => {
    expect(normaliseHeader(' Date of\u00A0Birth (ＤＯＢ) ')).toBe('dateofbirthdob');
    expect(FIELD_OF_ALIAS.get(normaliseHeader('Hours / Week'))).toBeUndefined();
    expect(FIELD_OF_ALIAS.get(normaliseHeader('HOURS-PER-WEEK'))).toBe('scheduledHoursPerWeek');
  });

  it('W-15 no header matches two fields', () => {
    const headers = CENSUS_FIELDS.flatMap(({ name, aliases }) => [normaliseHeader(name), ...aliases]);
    expect(new Set(headers).size).toBe(headers.length);
  });

  it('W-15 the required fields, and the fields that can stand in for them', () => {
    const named = (need: string): readonly string[] =>
      CENSUS_FIELDS.filter((field) => field.need === need).map(({ name }) => name);
    expect(named('required')).toEqual(['employeeId', 'birthDate', 'hireDate', 'annualPay']);
    expect(named('alternative')).toEqual(['age', 'tenureYears']);
  });
});

describe('W-21 reasons', () => {
  it.each([
    [
      'quarantine',
      'ROW_RAGGED ID_MISSING ID_RESERVED BIRTH_MISSING HIRE_MISSING PAY_MISSING BIRTH_UNPARSEABLE HIRE_UNPARSEABLE TERM_UNPARSEABLE PAY_UNPARSEABLE BIRTH_IMPLAUSIBLE HIRE_TOO_YOUNG TERM_BEFORE_HIRE STATUS_CONFLICT PAY_NOT_POSITIVE PAY_IMPLAUSIBLE DUP_CONFLICT',
    ],
    ['drop', 'DUP_EXACT DUP_REHIRE'],
    [
      'warn',
      'INACTIVE_NO_DATE FUTURE_HIRE FUTURE_TERMINATION TERM_REASON_ASSUMED LEVEL_UNKNOWN LEVEL_OUT_OF_RANGE HOURS_OUT_OF_RANGE RATE_OUT_OF_RANGE OPTIONAL_UNPARSEABLE ID_NEAR_DUPLICATE ID_ALSO_QUARANTINED',
    ],
  ])('W-21 the reasons that %s are %s', (kind, codes) => {
    expect(
      REASONS.filter((reason) => reason.kind === kind)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(codes.split(' ').sort());
  });
});
