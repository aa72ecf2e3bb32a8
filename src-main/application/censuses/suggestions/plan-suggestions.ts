import type { CensusSuggestion } from '../../../../src-shared/api/censuses.ts';
import { addYears, completedYears } from '../../../../src-shared/dates.ts';
import { planInForce } from '../../../../src-shared/scenario/plan-in-force.ts';
import { NO_DAY, type Day } from '../../../../src-shared/units.ts';
import type { CensusSample } from './census-sample.ts';
import { figure, rounded, supported, unsupported } from './suggestion.ts';

const LEAST_PEOPLE = 50;
const MILLION = 1_000_000;

const percentText = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : rounded((part * 100) / whole, 1)}%`;

/** Position of the segment that holds a value; segments begin at 0 without gaps (P-36). */
const segmentAt = (segments: readonly { readonly min: number }[], value: number): number =>
  segments.findLastIndex(({ min }) => min <= value);

/** The plan suggestions for the design that is in force in the start year; none where there is none. */
export function suggestPlanBehaviour(sample: CensusSample): readonly CensusSuggestion[] {
  const { scenario } = sample;
  const design = planInForce(scenario, scenario.simulation.startYear)?.design;
  if (design === undefined) return [];
  const place = ['planDesigns', scenario.planDesigns.indexOf(design)] as const;
  const { autoEnrollment, autoEscalation, deferral } = design;
  return [
    ...(autoEnrollment.enabled ? [suggestOptOut(sample, autoEnrollment.optOut, place)] : []),
    ...(autoEscalation.enabled ? [suggestEscalationRefusal(sample, autoEscalation, place)] : []),
    ...(deferral.roth.available ? [suggestRoth(sample, deferral.roth.electionShare, place)] : []),
  ];
}

type Design = CensusSample['scenario']['planDesigns'][number];
type DesignPath = readonly ['planDesigns', number];

const isAutomatic = ({ census: { plan } }: CensusSample, row: number): boolean =>
  plan.planEnrollmentSource.values[plan.planEnrollmentSource.codes[row] ?? -1] === 'auto';

/**
 * The base rate at which the scenario's own factors would have made as many people opt out as did (P-40): the share who
 * opted out, over the mean of the product of their age and income factors.
 */
function suggestOptOut(
  sample: CensusSample,
  optOut: Design['autoEnrollment']['optOut'],
  place: DesignPath,
): CensusSuggestion {
  const { census, scenario, startDay, recentDay, recentYears } = sample;
  const { behaviourAge, income } = scenario.segments;
  let asked = 0;
  let refused = 0;
  let factors = 0;
  for (let row = 0; row < census.rowCount; row += 1) {
    const out = census.plan.planOptOutDay[row] ?? NO_DAY;
    const enrolled = census.plan.planEnrollmentDay[row] ?? NO_DAY;
    // Who elected first and stopped later, or was enrolled again after an opt-out, did not refuse this enrolment.
    const isRefusal =
      out !== NO_DAY && (enrolled === NO_DAY || (isAutomatic(sample, row) && out >= enrolled));
    if (!isRefusal && (enrolled === NO_DAY || !isAutomatic(sample, row))) continue;
    const day = isRefusal ? out : enrolled;
    if (day < recentDay || day >= startDay) continue;
    const age = completedYears((census.birthDay[row] ?? 0) as Day, day as Day);
    const pay = (census.annualPayCents[row] ?? 0) / 100;
    asked += 1;
    refused += isRefusal ? 1 : 0;
    factors +=
      (optOut.ageFactors[segmentAt(behaviourAge, age)] ?? 0) *
      (optOut.incomeFactors[segmentAt(income, pay)] ?? 0);
  }
  const subject = {
    id: 'opt-out',
    title: 'Opting out of automatic enrolment',
    reason: `${percentText(refused, asked)} of them opted out. The base rate is that share over the mean product of the scenario’s age and income factors for these people.`,
    sample: asked,
    sampleOf: `people enrolled automatically or opted out in ${recentYears}`,
    minimum: LEAST_PEOPLE,
  };
  if (asked < LEAST_PEOPLE) return unsupported(subject);
  if (refused === 0 || refused === asked || factors === 0)
    return unsupported(subject, 'The file does not tell people who opted out from people who stayed.');
  const value = Math.min(1, rounded(refused / factors, 3));
  return supported(
    scenario,
    subject,
    [figure('Base rate', 'rate', optOut.baseRate, value)],
    [{ path: [...place, 'autoEnrollment', 'optOut', 'baseRate'], value }],
  );
}

/** The share of participants who refuse automatic increases for good (P-50). */
function suggestEscalationRefusal(
  sample: CensusSample,
  escalation: Design['autoEscalation'],
  place: DesignPath,
): CensusSuggestion {
  const { census, scenario, startDay, opening } = sample;
  const { scope, firstEscalationDelayYears, optOutProbability } = escalation;
  // Who has not had the first increase has not been asked yet.
  const latest = addYears(startDay, -(firstEscalationDelayYears + 1));
  const asked = opening.filter((row) => {
    const enrolled = census.plan.planEnrollmentDay[row] ?? NO_DAY;
    const isInScope = scope === 'allParticipants' || isAutomatic(sample, row);
    return isInScope && enrolled !== NO_DAY && enrolled < latest && census.plan.planParticipant[row] !== 0;
  });
  const refused = asked.filter((row) => census.plan.autoEscalationOptOut[row] === 1).length;
  const subject = {
    id: 'escalation-refusal',
    title: 'Refusing automatic increases',
    reason:
      'The share marked as refusing among people who have been in the plan long enough to have had an increase.',
    sample: asked.length,
    sampleOf: scope === 'allParticipants' ? 'participants' : 'participants who were enrolled automatically',
    minimum: LEAST_PEOPLE,
  };
  if (asked.length < LEAST_PEOPLE) return unsupported(subject);
  // A file without the column reads the same as one in which nobody refused.
  if (refused === 0) return unsupported(subject, 'The file marks nobody as having refused.');
  const value = rounded(refused / asked.length, 3);
  return supported(
    scenario,
    subject,
    [figure('Share who refuse', 'rate', optOutProbability, value)],
    [{ path: [...place, 'autoEscalation', 'optOutProbability'], value }],
  );
}

/** The mean Roth share of recent elections (P-48): the model gives each person all or nothing. */
function suggestRoth(sample: CensusSample, before: number, place: DesignPath): CensusSuggestion {
  const { census, scenario, startDay, recentDay, recentYears, opening } = sample;
  const electing = opening.filter((row) => {
    const enrolled = census.plan.planEnrollmentDay[row] ?? NO_DAY;
    const isRecent = enrolled >= recentDay && enrolled < startDay;
    return isRecent && (census.plan.rothSharePpm[row] ?? -1) >= 0 && census.plan.planParticipant[row] !== 0;
  });
  const total = electing.reduce((sum, row) => sum + (census.plan.rothSharePpm[row] ?? 0), 0);
  const subject = {
    id: 'roth',
    title: 'Roth elections',
    reason:
      'The mean Roth share of their elections, so that as much money goes to Roth as in the file: the model gives a new participant all Roth or none.',
    sample: electing.length,
    sampleOf: `participants enrolled in ${recentYears} whose Roth share the file states`,
    minimum: LEAST_PEOPLE,
  };
  if (electing.length < LEAST_PEOPLE) return unsupported(subject);
  const value = rounded(total / (electing.length * MILLION), 3);
  return supported(
    scenario,
    subject,
    [figure('Roth share', 'rate', before, value)],
    [{ path: [...place, 'deferral', 'roth', 'electionShare'], value }],
  );
}
