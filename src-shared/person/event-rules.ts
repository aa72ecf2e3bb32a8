import type { PersonEvent } from './event-fields.ts';

/** The rules that events of a person may follow, by their ids. */
export type RuleId =
  | 'W-23'
  | 'W-34'
  | 'W-35'
  | 'W-38'
  | 'W-39'
  | 'W-40'
  | 'W-41'
  | 'W-42'
  | 'W-43'
  | 'W-44'
  | 'W-45'
  | 'W-46'
  | 'W-47'
  | 'W-49'
  | 'W-50'
  | 'W-51'
  | 'W-52'
  | 'P-26'
  | 'P-28'
  | 'P-29'
  | 'P-30'
  | 'P-32'
  | 'P-39'
  | 'P-40'
  | 'P-41'
  | 'P-42'
  | 'P-43'
  | 'P-44'
  | 'P-45'
  | 'P-48'
  | 'P-49'
  | 'P-50'
  | 'P-53'
  | 'P-54'
  | 'P-57'
  | 'P-58'
  | 'P-59'
  | 'P-60'
  | 'P-64'
  | 'P-65'
  | 'P-66'
  | 'P-69'
  | 'P-71'
  | 'P-72'
  | 'P-76'
  | 'P-79'
  | 'P-81'
  | 'P-82'
  | 'P-83'
  | 'P-84'
  | 'P-87'
  | 'P-88';

const DECIDED: Readonly<Record<string, readonly RuleId[]>> = {
  reduction: ['W-40'],
  scheduled: ['W-23'],
};

/** The rules that an event followed, the deciding one first: for events of the plan that of the public log (P-129). */
export function ruleIdsOf(event: PersonEvent): readonly RuleId[] {
  switch (event.type) {
    case 'HIRE':
      return event.category === 'simulated' ? ['W-41', 'W-43', 'W-44', 'W-45', 'W-46', 'W-47'] : ['W-23'];
    case 'TERMINATION':
      return (
        DECIDED[event.payload.rule] ?? [
          event.category === 'newHire' ? 'W-42' : 'W-34',
          ...(event.payload.rule === 'certain' ? [] : (['W-35'] as const)),
          'W-38',
          'W-39',
        ]
      );
    case 'PROMOTION':
      return ['W-50', 'W-51'];
    case 'RAISE':
      return [event.category === 'merit' ? 'W-52' : 'W-49'];
    case 'DC_PLAN_ELIGIBILITY':
      if (event.category === 'barred' || event.payload.basis === 'override') return ['P-32'];
      if (event.category === 'ltptEntered') return ['P-30'];
      return [event.payload.basis === 'statutory' ? 'P-28' : 'P-29', 'P-26'];
    case 'DC_PLAN_ENROLLMENT': {
      const by = {
        auto: 'P-39',
        sweep: 'P-39',
        proactive: 'P-41',
        voluntary: 'P-42',
        conversion: 'P-43',
      } as const;
      const { tableRate, magnet, rothDraw } = event.payload;
      const more: readonly (readonly [RuleId, boolean])[] = [
        ['P-44', tableRate !== null],
        ['P-45', magnet],
        ['P-48', rothDraw !== null],
      ];
      return [by[event.category], ...more.flatMap(([id, holds]) => (holds ? [id] : []))];
    }
    case 'DC_PLAN_DEFERRAL_CHANGE': {
      const by = {
        optOut: 'P-40',
        withdrawal: 'P-40',
        escalation: 'P-49',
        escalationRefused: 'P-50',
        matchResponse: 'P-53',
      } as const;
      return [by[event.category], ...(event.payload.limitApplied === null ? [] : (['P-54'] as const))];
    }
    case 'DC_PLAN_CONTRIBUTION': {
      const by: Readonly<Record<typeof event.category, readonly RuleId[]>> = {
        deferralPreTax: ['P-58', 'P-57'],
        deferralRoth: ['P-58', 'P-57', 'P-48'],
        catchUpPreTax: ['P-59', 'P-57'],
        catchUpRoth: ['P-59', 'P-57', 'P-60'],
        match: ['P-64', 'P-65', 'P-66'],
        matchTrueUp: ['P-69', 'P-65', 'P-66'],
        core: ['P-71'],
        coreExcess: ['P-72'],
        forfeitureReallocated: ['P-84'],
      };
      return [...by[event.category], ...(event.payload.reduced415 > 0 ? (['P-76'] as const) : [])];
    }
    case 'DC_PLAN_VESTING': {
      const { reason } = event.payload;
      if (reason === 'schedule') return ['P-81', 'P-79'];
      return [reason === 'immediate' ? 'P-79' : 'P-82'];
    }
    case 'DC_PLAN_FORFEITURE':
      return ['P-83'];
    case 'HCE_STATUS':
      return event.category === 'payTopGroup' ? ['P-88', 'P-87'] : ['P-87'];
  }
}
