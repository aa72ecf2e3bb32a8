import type { PersonEvent } from '../../../src-shared/person/event-fields.ts';
import { ruleIdsOf, type RuleId } from '../../../src-shared/person/event-rules.ts';

/** The rules that events follow, each in one sentence. The ids are those of the methodology. */
const RULES: Readonly<Record<RuleId, string>> = {
  'W-23':
    'Dates of the census come first: who has a hire or termination date in the horizon joins or leaves on it.',
  'W-34':
    'Everybody has a probability of leaving from age, service and level; the probabilities of a group are scaled so that together they meet its termination rate.',
  'W-35':
    'With exact flows the people whose keys are smallest leave until the number is reached; the key is the logarithm of one minus the draw over the logarithm of one minus the probability. With free flows somebody leaves when the draw is below the probability.',
  'W-38':
    'One draw says why: retirement by its part of the probability of leaving, then the other reasons by their shares.',
  'W-39': 'One draw says when: a day of the year, or of the months as they are weighted.',
  'W-40':
    'A reduction takes as many people as the growth target asks for, in its scope, on one day; severance is weeks of pay by years of service.',
  'W-41': 'Simulated hires are numbered within their year; everything about one is drawn by its id alone.',
  'W-42':
    'Hires may leave in their first year: the probability counts age, level and the days left in the year, scaled to the rate for new hires.',
  'W-43': 'The start date is drawn by the weights of the months.',
  'W-44': 'Levels of hires follow the mix of the opening headcount, or the one that is set.',
  'W-45':
    'Departments of hires follow the opening headcount at that level; location, job title and the like are copied from one person there.',
  'W-46': 'The age bracket is drawn by its weights, the birth date evenly within it.',
  'W-47':
    'Pay of a hire is a position in the range of the level, times the market adjustment and a random deviation, for the hours scheduled.',
  'W-49':
    'A cost-of-living or market raise is a share of the pay in force, for people hired before its date who are still there.',
  'W-50':
    'Who has been in a level long enough may be promoted; probabilities count age, service and level and meet the promotion rate.',
  'W-51':
    'A promotion raises pay by an increase, at least to the minimum of the new level and at most by the largest increase.',
  'W-52':
    'Merit shares out a budget: the rate of a level is the budget times its weight, so that together the raises cost the budget.',
  'P-26':
    'Entry is the first entry date of the plan on or after the day on which age and service are both reached.',
  'P-28': 'Nobody may be kept out longer than the law allows: then the date of the law is the entry.',
  'P-29': 'People enter once and for good, on a day on which they are employed and not barred.',
  'P-30': 'Long-term part-timers enter for deferrals only, after two years with 500 hours.',
  'P-32': 'The census or one draw at hire may bar a person from the plan, or waive age and service.',
  'P-39': 'Automatic enrolment is a number of days after entry, at the default rate.',
  'P-40': 'An opt-out is drawn once for an automatic enrolment, by age and income.',
  'P-41': 'Some enrol on their own before the automatic date: one draw by age decides.',
  'P-42': 'Who is not enrolled automatically may enrol at entry: one draw by age, income and level decides.',
  'P-43':
    'Who has not taken part for a year may start on the yearly date: one draw by age, income and service.',
  'P-44': 'A chosen rate is that of the table by age and income.',
  'P-45': 'Some raise their choice to the rate with the most match: one draw decides.',
  'P-48': 'Whether deferrals are Roth is drawn once, at the first enrolment.',
  'P-49': 'Escalation raises the rate by its step once a year, up to its cap.',
  'P-50': 'Refusing escalation is drawn once and holds for good.',
  'P-53':
    'When the match changes, one draw decides whether somebody moves to the new rate with the most match, part of the way, or not at all.',
  'P-54': 'A response stops at the rate that reaches the deferral limit, or at the highest rate of the plan.',
  'P-57': 'Deferrals are pay times the rate in force, day by day, rounded once.',
  'P-58': 'They stop at the deferral limit of the year (402(g)) and at the limit of the plan.',
  'P-59': 'From age 50 what the limit cut may go on as catch-up, up to its own limit.',
  'P-60': 'Catch-up of people with high wages in the year before is Roth by law.',
  'P-64': 'Matched is what was deferred in the year, not the elected rate.',
  'P-65':
    'The match is the sum over its tiers: the part of the deferral in a tier times the rate of the tier.',
  'P-66': 'It stops at its share of pay and at its dollar cap.',
  'P-69': 'A true-up adds what matching by paycheck fell short of the match of the year.',
  'P-71': 'The core contribution is a rate on plan pay, up to the limit on pay.',
  'P-72': 'Pay above the integration level gets a second rate.',
  'P-76': 'Additions above the limit of section 415 are taken back, in the order of the law.',
  'P-79': 'The vested share follows the schedule of the plan by credited years.',
  'P-81': 'Credited years are completed service, or years with enough hours.',
  'P-82': 'Normal retirement age, death and disability may vest in full.',
  'P-83': 'At leaving the part that is not vested is forfeited.',
  'P-84': 'Forfeitures pay for contributions or expenses, or are shared out by pay.',
  'P-87':
    'Highly compensated are owners of more than 5%, and who was paid more than the threshold in the year before.',
  'P-88': 'With a top-paid group only the best-paid fifth counts.',
};

/** A rule that an event followed. */
interface Rule {
  readonly id: RuleId;
  readonly statement: string;
}

/** The rules that an event followed, the deciding one first. */
export const rulesOf = (event: PersonEvent): readonly Rule[] =>
  ruleIdsOf(event).map((id) => ({ id, statement: RULES[id] }));
