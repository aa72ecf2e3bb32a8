/**
 * The one registry of census fields (W-15, P-11). File import, command line, mapping files, documentation and tests
 * all read this table; nothing else knows a field by name.
 */

/** How the cells of a field are read. `code` is a text from a closed list, `level` a number or a name. */
export type FieldKind = 'text' | 'code' | 'level' | 'date' | 'money' | 'rate' | 'yesNo' | 'decimal';

/** `required`; `alternative` to a required field, read only where that field's column is absent (W-20); `optional`. */
type FieldNeed = 'required' | 'alternative' | 'optional';

interface FieldDefinition {
  readonly name: string;
  readonly kind: FieldKind;
  readonly need: FieldNeed;
  /** Headers that map automatically, in the normal form of {@link normaliseHeader}; the own name always does. */
  readonly aliases: readonly string[];
  readonly meaning: string;
  readonly whenBlank: string;
}

const words = (list: string): readonly string[] => (list === '' ? [] : list.split(' '));

const field = <Name extends string>(
  name: Name,
  kind: FieldKind,
  aliases: string,
  meaning: string,
  whenBlank: string,
  need: FieldNeed = 'optional',
): FieldDefinition & { readonly name: Name } => ({
  name,
  kind,
  need,
  aliases: words(aliases),
  meaning,
  whenBlank,
});

/** In the order of the tables of W-15 and P-11, which is also the order of the fields in a row text (W-22). */
export const CENSUS_FIELDS = [
  field(
    'employeeId',
    'text',
    'id empid employeenumber employeeno empno eeid staffid workerid personid personnelnumber associateid',
    'Key for all years; text as given, leading zeros kept, any format',
    'row quarantined; a file without the column may be given generated ids',
    'required',
  ),
  field(
    'birthDate',
    'date',
    'dob dateofbirth employeebirthdate birth bdate born',
    'Date of birth',
    'row quarantined; a file without the column may have age instead',
    'required',
  ),
  field(
    'hireDate',
    'date',
    'dateofhire employeehiredate startdate employmentdate datehired',
    'Start of the current spell of employment',
    'row quarantined; a file without the column may have tenureYears instead',
    'required',
  ),
  field(
    'annualPay',
    'money',
    'salary annualsalary basesalary basepay compensation grosscomp employeegrosscompensation annualcompensation pay wages hourlyrate monthlyincome',
    'Annual rate for the scheduled hours, not the earnings of a period',
    'row quarantined',
    'required',
  ),
  field(
    'terminationDate',
    'date',
    'termdate dateoftermination employeeterminationdate separationdate enddate exitdate lastdayworked',
    'Last paid day, past or future',
    'employed',
  ),
  field(
    'terminationReason',
    'code',
    'termreason reasonforleaving separationreason',
    'voluntary, involuntary, retirement, death or disability',
    'voluntary, flagged as assumed, where there is a termination date',
  ),
  field(
    'active',
    'yesNo',
    'status isactive employmentstatus employed activeflag current',
    'Only checked against the dates',
    'not checked',
  ),
  field(
    'originalHireDate',
    'date',
    'firsthiredate adjustedservicedate senioritydate',
    'Start of the first spell',
    'none',
  ),
  field(
    'department',
    'text',
    'dept departmentname division businessunit orgunit',
    'Department',
    'Unassigned',
  ),
  field('location', 'text', 'site office worklocation', 'Location', 'none'),
  field('costCentre', 'text', 'costcenter costcentercode', 'Cost centre', 'none'),
  field('jobTitle', 'text', 'title position role', 'Job title', 'none'),
  field(
    'level',
    'level',
    'joblevel grade band jobgrade paygrade levelid',
    'Job level, number or name',
    'assigned from pay',
  ),
  field(
    'scheduledHoursPerWeek',
    'decimal',
    'hoursperweek weeklyhours scheduledhours standardhours',
    'Scheduled weekly hours, above 0 and at most 80',
    'full time',
  ),
  field(
    'unionMember',
    'yesNo',
    'union unionflag bargainingunit cba',
    'Covered by a collective agreement',
    'no',
  ),
  field(
    'exclusionClass',
    'code',
    'planexclusion excludedclass employeeclass',
    'Class excluded from the plan',
    'none',
  ),
  field('flsaStatus', 'code', 'flsa exempt overtimestatus', 'exempt or nonexempt', 'not stated'),
  field(
    'ownershipShare',
    'rate',
    'owner ownership fivepctowner owner5',
    'Share of the company owned after family attribution; a yes/no column counts yes as all of it',
    '0',
  ),
  field('priorOwnershipShare', 'rate', '', 'The same in the year before the start year', 'as ownershipShare'),
  field('fivePercentOwner', 'yesNo', '', 'Owns more than 5%; stands in for ownershipShare, yes = 1', 'no'),
  field(
    'priorFivePercentOwner',
    'yesNo',
    '',
    'Owned more than 5% in the year before the start year; stands in for priorOwnershipShare',
    'as fivePercentOwner',
  ),
  field('onePercentOwner', 'yesNo', '', 'Owns more than 1%', 'not stated, counts as no'),
  field('officer', 'yesNo', 'isofficer officerflag', 'Officer of the company', 'no'),
  field('nonresidentAlien', 'yesNo', 'nra', 'Nonresident alien without income from the country', 'no'),
  field(
    'priorYearPay',
    'money',
    'w2wages prioryearcompensation',
    'Pay received in the year before the start year',
    'unknown',
  ),
  field(
    'priorYearFicaWages',
    'money',
    'box3wages ficawages',
    'FICA wages of the year before the start year',
    'unknown',
  ),
  field(
    'priorYearHours',
    'decimal',
    '',
    'Hours worked in the year before the start year',
    'from the scheduled hours',
  ),
  field(
    'priorYearHce',
    'yesNo',
    'hce hceflag',
    'Highly compensated in the year before the start year',
    'not stated',
  ),
  field(
    'eligibilityOverride',
    'yesNo',
    'planeligible eligibleflag',
    'no: barred from the plan; yes: age and service are waived',
    'the rules decide',
  ),
  field(
    'planEntryDate',
    'date',
    'entrydate eligibilitydate eligibilityentrydate',
    'Actual plan entry',
    'by the rules',
  ),
  field('planEnrollmentDate', 'date', 'enrolldate enrollmentdate', 'First deferral', 'by the rules'),
  field('planOptOutDate', 'date', 'optoutdate', 'Last refusal to take part', 'none'),
  field('planParticipant', 'yesNo', 'participant enrolled', 'Takes part in the plan', 'by the rules'),
  field(
    'planEnrollmentSource',
    'code',
    'enrollmentmethod enrollmentsource',
    'auto or voluntary',
    'voluntary',
  ),
  field(
    'deferralRate',
    'rate',
    'deferralpct contributionrate employeedeferralrate',
    'Elected deferral rate; without the Roth part where rothRate is given',
    'by the rules',
  ),
  field(
    'rothRate',
    'rate',
    '',
    'Elected Roth rate, added to deferralRate; gives rothShare',
    'rothShare decides',
  ),
  field('rothShare', 'rate', 'rothpct', 'Share of the elected rate that is Roth', 'by the rules'),
  field('afterTaxRate', 'rate', '', 'After-tax rate: read and counted, not modelled', 'none'),
  field(
    'autoEscalationOptOut',
    'yesNo',
    'escalationoptout aioptout',
    'Out of automatic escalation for good',
    'no',
  ),
  field(
    'balanceDeferral',
    'money',
    'deferralbalance',
    'Deferral account on the day before the start year',
    'unknown',
  ),
  field('balancePreTax', 'money', '', 'Pre-tax account, added into balanceDeferral', 'nothing added'),
  field('balanceRoth', 'money', '', 'Roth account, added into balanceDeferral', 'nothing added'),
  field('balanceMatch', 'money', 'matchbalance', 'Match account', 'unknown'),
  field('balanceCore', 'money', 'corebalance profitsharingbalance', 'Core account', 'unknown'),
  field(
    'balanceAfterTax',
    'money',
    'aftertaxbalance',
    'After-tax account: stored and reported only',
    'unknown',
  ),
  field(
    'balanceRollover',
    'money',
    'rolloverbalance',
    'Rollover account: stored and reported only',
    'unknown',
  ),
  field(
    'preTaxContribution',
    'money',
    'pretax401k',
    'Pre-tax deferrals of the year before the start year',
    'unknown',
  ),
  field(
    'rothContribution',
    'money',
    'roth401k',
    'Roth deferrals of the year before the start year',
    'unknown',
  ),
  field(
    'afterTaxContribution',
    'money',
    'aftertax',
    'After-tax money of the year before the start year',
    'unknown',
  ),
  field(
    'matchContribution',
    'money',
    'employermatchcontribution ermatch',
    'Match of the year before the start year',
    'unknown',
  ),
  field(
    'coreContribution',
    'money',
    'employercorecontribution nonelective',
    'Core contribution of the year before the start year',
    'unknown',
  ),
  field(
    'vestingYears',
    'decimal',
    'vestedyears yearsofvesting',
    'Vesting years credited before the start year',
    'from service',
  ),
  field(
    'age',
    'decimal',
    'ageyears',
    'Age on the as-of date; read only without a birthDate column',
    'row quarantined',
    'alternative',
  ),
  field(
    'tenureYears',
    'decimal',
    'yearsofservice yearsatcompany tenure',
    'Service on the as-of date; read only without a hireDate column',
    'row quarantined',
    'alternative',
  ),
] as const;

export type CensusField = (typeof CENSUS_FIELDS)[number]['name'];

/** Which field may stand in for a required one whose column is absent (W-15, W-20). */
export const STAND_INS: Partial<Record<CensusField, CensusField>> = {
  birthDate: 'age',
  hireDate: 'tenureYears',
};

const kinds = new Map<string, FieldKind>(CENSUS_FIELDS.map(({ name, kind }) => [name, kind]));

export const FIELD_NAMES: readonly CensusField[] = CENSUS_FIELDS.map(({ name }) => name);

/** Whether a text is the name of a field. */
export const isCensusField = (text: string): text is CensusField => kinds.has(text);

export function kindOf(name: CensusField): FieldKind {
  const kind = kinds.get(name);
  if (kind === undefined) throw new RangeError(`no such census field: ${name}`);
  return kind;
}

/** A header as it is compared: NFKC, lower case, letters and digits only (W-15). */
export const normaliseHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Every header that maps automatically, in normal form. */
export const FIELD_OF_ALIAS: ReadonlyMap<string, CensusField> = new Map(
  CENSUS_FIELDS.flatMap(({ name, aliases }) =>
    [normaliseHeader(name), ...aliases].map((alias): [string, CensusField] => [alias, name]),
  ),
);
