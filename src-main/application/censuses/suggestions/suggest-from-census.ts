import type { CensusSuggestion } from '../../../../src-shared/api/censuses.ts';
import type { CensusColumns } from '../../../../src-shared/columns.ts';
import type { Scenario } from '../../../../src-shared/scenario/schema.ts';
import { censusSample } from './census-sample.ts';
import {
  suggestHireAges,
  suggestHireLevels,
  suggestPartTime,
  suggestStartMonths,
} from './hire-suggestions.ts';
import { suggestTurnover } from './leaving-suggestions.ts';
import { suggestHirePay, suggestPayRanges } from './pay-suggestions.ts';
import { suggestPlanBehaviour } from './plan-suggestions.ts';

/**
 * What a census supports for settings of a scenario: a pure function of both. Each suggestion keeps a valid scenario
 * valid, and what the census cannot support says so.
 */
export function suggestFromCensus(census: CensusColumns, scenario: Scenario): readonly CensusSuggestion[] {
  const sample = censusSample(census, scenario);
  return [
    suggestPayRanges(sample),
    suggestHirePay(sample),
    suggestHireAges(sample),
    suggestHireLevels(sample),
    suggestTurnover(sample),
    ...suggestPlanBehaviour(sample),
    suggestPartTime(sample),
    suggestStartMonths(sample),
  ];
}
