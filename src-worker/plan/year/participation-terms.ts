import { toPpm } from '../../../src-shared/arithmetic.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { Ppm } from '../../../src-shared/units.ts';
import { BARRED_REASONS } from '../../../src-shared/vocabulary.ts';
import { activeEnrolmentTerms, type ActiveEnrolmentTerms } from '../participation/active-enrolment.ts';
import {
  automaticEnrolmentTerms,
  type AutomaticEnrolmentTerms,
} from '../participation/automatic-enrolment.ts';
import {
  behaviourProbabilities,
  type BehaviourProbabilities,
} from '../participation/behaviour-probabilities.ts';
import { behaviourSegments, type BehaviourSegments } from '../participation/behaviour-segments.ts';
import { electionTerms, type ElectionTerms } from '../participation/elected-rate.ts';
import { eligibilityTerms, type EligibilityTerms } from '../participation/entry-dates.ts';
import { escalationTerms, type EscalationTerms } from '../participation/escalation.ts';
import { excludedClasses, type ClassDictionaries } from '../participation/excluded-classes.ts';
import {
  matchResponseTerms,
  sameMatchBlock,
  type MatchResponseTerms,
} from '../participation/match-response.ts';

type Design = Scenario['planDesigns'][number];

/** What decides who takes part in a year, in integer units. */
export interface ParticipationTerms {
  readonly eligibility: EligibilityTerms;
  readonly bridgesService: boolean;
  readonly excluded: ReturnType<typeof excludedClasses>;
  /** Index into BARRED_REASONS of the hires who are barred, and their probability (P-32). */
  readonly barredReason: number;
  readonly barredProbability: Ppm;
  readonly segments: BehaviourSegments;
  readonly probabilities: BehaviourProbabilities;
  readonly automatic: AutomaticEnrolmentTerms;
  readonly active: ActiveEnrolmentTerms;
  readonly converts: boolean;
  readonly election: ElectionTerms;
  readonly escalation: EscalationTerms;
  /** Null in a year without a changed match (P-52). */
  readonly response: MatchResponseTerms | null;
}

/** What the participation of a year depends on besides the design. */
export interface ParticipationSetting {
  readonly segments: Scenario['segments'];
  readonly dictionaries: ClassDictionaries;
  readonly startYear: number;
  /** Share of the accepted census rows that may not enter, for hires barred as often as they are (P-32). */
  readonly censusBarredShare: Ppm;
  /** First year in which the design is in force without a break until the year (P-39). */
  readonly firstYear: number;
  /** Design of the year before, as far as the timeline says (P-52). */
  readonly before: Design | null;
}

/** The participation settings of a design in one year. */
export function participationTerms(
  design: Design,
  setting: ParticipationSetting,
  year: number,
): ParticipationTerms {
  const { eligibility, entry, autoEnrollment, voluntaryEnrollment, deferral } = design;
  const { source, probability } = eligibility.newHireIneligibility;
  const segments = behaviourSegments(setting.segments);
  const election = electionTerms(deferral, autoEnrollment, voluntaryEnrollment.yearOverYear);
  const changed = setting.before !== null && !sameMatchBlock(setting.before.match, design.match);
  return {
    eligibility: eligibilityTerms(eligibility, entry, setting.startYear),
    bridgesService: eligibility.bridgeService,
    excluded: excludedClasses(eligibility.excludedClasses, setting.dictionaries),
    barredReason: BARRED_REASONS.indexOf(source),
    barredProbability: { none: 0 as Ppm, dial: toPpm(probability), censusShare: setting.censusBarredShare }[
      source
    ],
    segments,
    probabilities: behaviourProbabilities(autoEnrollment, voluntaryEnrollment, segments),
    automatic: automaticEnrolmentTerms(autoEnrollment, setting.firstYear, year),
    active: activeEnrolmentTerms(voluntaryEnrollment, autoEnrollment.windowDays, year),
    converts: voluntaryEnrollment.yearOverYear.enabled,
    election,
    escalation: escalationTerms(design.autoEscalation, election.maximumRate, year),
    response: changed && design.matchResponse.enabled ? matchResponseTerms(design.matchResponse) : null,
  };
}
