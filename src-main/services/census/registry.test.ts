import { describe, expect, it } from 'vitest';
import { CENSUS_FIELDS, FIELD_OF_ALIAS, normaliseHeader, STAND_INS, type CensusField } from './registry.ts';

describe('census field registry', () => {
  it('W-15 no two fields share a header', () => {
    const headers = CENSUS_FIELDS.flatMap(({ name, aliases }) => [normaliseHeader(name), ...aliases]);
    expect(new Set(headers).size).toBe(headers.length);
    for (const header of headers) expect(normaliseHeader(header)).toBe(header);
  });

  it('W-15 every field matches its own name and its snake_case form', () => {
    for (const { name } of CENSUS_FIELDS) {
      const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      for (const header of [name, snake, snake.toUpperCase(), ` ${snake.replaceAll('_', ' ')} `])
        expect(FIELD_OF_ALIAS.get(normaliseHeader(header)), header).toBe(name);
    }
  });

  it('W-15 the aliases of the table', () => {
    const table: Readonly<Partial<Record<CensusField, string>>> = {
      employeeId:
        'id empid employeenumber employeeno empno eeid staffid workerid personid personnelnumber associateid',
      birthDate: 'dob dateofbirth employeebirthdate birth bdate born',
      hireDate: 'dateofhire employeehiredate startdate employmentdate datehired',
      annualPay:
        'salary annualsalary basesalary basepay compensation grosscomp employeegrosscompensation annualcompensation pay wages hourlyrate monthlyincome',
      terminationDate:
        'termdate dateoftermination employeeterminationdate separationdate enddate exitdate lastdayworked',
      terminationReason: 'termreason reasonforleaving separationreason',
      active: 'status isactive employmentstatus employed activeflag current',
      originalHireDate: 'firsthiredate adjustedservicedate senioritydate',
      department: 'dept departmentname division businessunit orgunit',
      location: 'site office worklocation',
      costCentre: 'costcenter costcentercode',
      jobTitle: 'title position role',
      level: 'joblevel grade band jobgrade paygrade levelid',
      scheduledHoursPerWeek: 'hoursperweek weeklyhours scheduledhours standardhours',
      unionMember: 'union unionflag bargainingunit cba',
      exclusionClass: 'planexclusion excludedclass employeeclass',
      flsaStatus: 'flsa exempt overtimestatus',
      ownershipShare: 'owner ownership fivepctowner owner5',
      officer: 'isofficer officerflag',
      nonresidentAlien: 'nra non_resident_alien',
      priorYearPay: 'w2wages prioryearcompensation',
      priorYearFicaWages: 'box3wages ficawages',
      priorYearHce: 'hce hceflag',
      eligibilityOverride: 'planeligible eligibleflag',
      planEntryDate: 'entrydate eligibilitydate eligibilityentrydate',
      planEnrollmentDate: 'enrolldate enrollment_date',
      planOptOutDate: 'optoutdate opt_out_date',
      planParticipant: 'participant enrolled',
      planEnrollmentSource: 'enrollmentmethod enrollment_source',
      deferralRate: 'deferralpct contributionrate employeedeferralrate',
      rothShare: 'rothpct',
      autoEscalationOptOut: 'escalationoptout aioptout auto_escalation_opt_out',
      balanceDeferral: 'deferralbalance',
      balanceMatch: 'matchbalance',
      balanceCore: 'corebalance profitsharingbalance',
      balanceAfterTax: 'aftertaxbalance',
      balanceRollover: 'rolloverbalance',
      preTaxContribution: 'pretax401k',
      rothContribution: 'roth401k',
      afterTaxContribution: 'aftertax',
      matchContribution: 'employermatchcontribution ermatch',
      coreContribution: 'employercorecontribution nonelective',
      vestingYears: 'vestedyears yearsofvesting',
      age: 'ageyears',
      tenureYears: 'yearsofservice yearsatcompany tenure',
      fivePercentOwner: 'five_percent_owner',
      priorFivePercentOwner: 'prior_five_percent_owner',
      onePercentOwner: 'one_percent_owner',
      priorYearHours: 'prior_year_hours',
      afterTaxRate: 'after_tax_rate',
      rothRate: 'roth_rate',
    };
    for (const [field, headers] of Object.entries(table))
      for (const header of headers.split(' '))
        expect(FIELD_OF_ALIAS.get(normaliseHeader(header)), header).toBe(field);
  });

  it('W-20 only alternatives stand in for required fields', () => {
    const needs = new Map<string, string>(CENSUS_FIELDS.map(({ name, need }) => [name, need]));
    for (const [own, standIn] of Object.entries(STAND_INS))
      expect([needs.get(own), needs.get(standIn)]).toEqual(['required', 'alternative']);
  });
});
