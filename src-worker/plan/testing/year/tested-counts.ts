import type { TestedCounts } from '../../../../src-shared/compliance.ts';
import { STANDING, type PopulationTerms, type TestedYear } from '../population.ts';

/**
 * PINV-22: the employees of a year by what keeps them out of the ADP or the ACP test, first that applies. `isAcp` asks
 * for a match; long-term part-timers, who have none, are then left out in any case (P-99).
 */
export function countTested(year: TestedYear, terms: PopulationTerms, isAcp: boolean): TestedCounts {
  let [notEntered, excludedClass, ltptOnly, notMatchable, noPay] = [0, 0, 0, 0, 0];
  let [otherwiseExcludable, nhces, hces] = [0, 0, 0];
  const dropsLtpt = isAcp || terms.excludeLtpt;
  const dropsNhces = terms.otherwiseExcludable === 'excludeNhce';
  for (let position = 0; position < year.count; position++) {
    const standing = year.standing[position] ?? 0;
    const isHce = year.isHce[position] === 1;
    if ((standing & STANDING.entered) === 0) notEntered++;
    else if ((standing & STANDING.excludedClass) !== 0) excludedClass++;
    else if (dropsLtpt && (standing & STANDING.ltptOnly) !== 0) ltptOnly++;
    else if (isAcp && (standing & STANDING.matchable) === 0) notMatchable++;
    else if ((year.pay[position] ?? 0) === 0) noPay++;
    else if (dropsNhces && !isHce && (standing & STANDING.otherwiseExcludable) !== 0) otherwiseExcludable++;
    else if (isHce) hces++;
    else nhces++;
  }
  return {
    employees: year.count,
    notEntered,
    excludedClass,
    ltptOnly,
    noPay,
    otherwiseExcludable,
    notMatchable,
    nhces,
    hces,
  };
}
