import type { RatioTest } from '../../../../src-shared/compliance.ts';
import type { Ppm } from '../../../../src-shared/units.ts';
import type { Exemption } from '../../design/design-checks.ts';
import { matchTerms } from '../../match.ts';
import { countedMatches, representativeRate, tieredMatchingRate } from '../disproportionate-match.ts';
import { distributeAcp, distributeAdp } from '../excess-shares.ts';
import { acpPopulation, adpPopulation, type PopulationTerms, type TestedYear } from '../population.ts';
import { ratioTest, type RatioTestTerms } from './ratio-test.ts';
import { countTested } from './tested-counts.ts';
import type { ComplianceInput } from './tested-plan-year.ts';

/** The two tests of a year (sections 20 and 21). */
export interface DeferralTests {
  readonly adp: RatioTest;
  readonly acp: RatioTest;
}

/** `match` is match and true-up of each employee. */
export function deferralTests(
  input: ComplianceInput,
  tested: TestedYear,
  match: Float64Array,
  exemption: Exemption,
): DeferralTests {
  const { testing } = input.design;
  const { prior } = input;
  const common = { year: input.year, design: input.design };
  const adp = adpTest(input, tested, match, {
    ...common,
    method: testing.adpMethod,
    given: testing.priorYear.nhceAdp,
    prior: { isSimulated: prior.isSimulated, average: prior.nhceAdp },
    isExempt: exemption.adp,
    representativeRatePpm: null,
  });
  const acp = acpTest(input, tested, matchLeft(adp, match), {
    ...common,
    method: testing.acpMethod,
    given: testing.priorYear.nhceAcp,
    prior: { isSimulated: prior.isSimulated, average: prior.nhceAcp },
    isExempt: exemption.acp,
  });
  return { adp, acp };
}

/** P-90 to P-98: the ADP test. */
function adpTest(
  { design, people, matchLossOf }: ComplianceInput,
  tested: TestedYear,
  match: Float64Array,
  terms: RatioTestTerms,
): RatioTest {
  const columns = { pay: tested.pay, amount: people.base, isHce: tested.isHce };
  const population = adpPopulation(tested, design.testing);
  const counts = countTested(tested, design.testing, false);
  return ratioTest(columns, population, counts, terms, (working) => {
    const { recharacterised, refund, matchForfeited } = distributeAdp(
      working,
      people.unusedCatchUp,
      matchLossOf,
    );
    // Section 16 may already have taken the match of deferrals that are refunded now.
    const forfeited = matchForfeited.map((lost, at) =>
      Math.min(lost, match[working.people[working.hces[at] ?? 0] ?? 0] ?? 0),
    );
    return { recharacterised, refunded: refund, forfeited, distributed: new Float64Array(refund.length) };
  });
}

/** Match that is forfeited because its deferral is refunded counts no longer (reg. 1.401(m)-2(a)(5)(v)). */
function matchLeft({ correction, people }: RatioTest, match: Float64Array): Float64Array {
  if (correction === null || correction.forfeitedCents === 0) return match;
  const left = match.slice();
  for (const [at, hce] of people.hces.entries()) {
    const position = people.position[hce] ?? 0;
    left[position] = (match[position] ?? 0) - (correction.hces.forfeited[at] ?? 0);
  }
  return left;
}

/** P-99 to P-101: the ACP test. */
function acpTest(
  input: ComplianceInput,
  tested: TestedYear,
  match: Float64Array,
  terms: Omit<RatioTestTerms, 'representativeRatePpm'>,
): RatioTest {
  const { design, people } = input;
  const populationTerms: PopulationTerms = design.testing;
  const population = acpPopulation(tested, populationTerms);
  const deferral = matchedDeferrals(input);
  const representative = representativeRateOf(input, tested, population, deferral);
  const columns = {
    pay: tested.pay,
    amount: countedMatches({ pay: tested.pay, deferral, match, isHce: tested.isHce }, representative),
    isHce: tested.isHce,
  };
  const counts = countTested(tested, populationTerms, true);
  const all = { ...terms, representativeRatePpm: representative };
  return ratioTest(columns, population, counts, all, (working) => {
    const { forfeited, distributed } = distributeAcp(working, new Float64Array(people.vestedMatchPpm));
    const none = new Float64Array(forfeited.length);
    return { recharacterised: none, refunded: none, forfeited, distributed };
  });
}

function matchedDeferrals({ design, people }: ComplianceInput): Float64Array {
  const { base, catchUp } = people;
  if (!design.match.matchCatchUp) return base;
  const matched = base.slice();
  for (let at = 0; at < matched.length; at++) matched[at] = (matched[at] ?? 0) + (catchUp[at] ?? 0);
  return matched;
}

/**
 * P-100: the representative matching rate of the NHCEs tested who defer. No formula here pays one rate on every deferral,
 * so that each is measured at a deferral of 6 % of pay, with the tiers of the person's band.
 */
function representativeRateOf(
  { year, design, people }: ComplianceInput,
  { isHce }: TestedYear,
  population: Uint32Array,
  deferral: Float64Array,
): Ppm {
  const rateOf = matchTerms(design.match, year).formulas.map(tieredMatchingRate);
  const rates = new Float64Array(population.length);
  const isEmployedAtYearEnd = new Uint8Array(population.length);
  let count = 0;
  for (let at = 0; at < population.length; at++) {
    const position = population[at] ?? 0;
    if (isHce[position] === 1 || (deferral[position] ?? 0) === 0) continue;
    rates[count] = rateOf[people.matchBand[position] ?? 0] ?? 0;
    isEmployedAtYearEnd[count] = people.isEmployedAtYearEnd[position] ?? 0;
    count++;
  }
  return representativeRate({ rates: rates.subarray(0, count), isEmployedAtYearEnd });
}
