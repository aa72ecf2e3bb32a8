import { toPpm } from '../../../src-shared/arithmetic.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { isLegalSchedule, vestingSchedule } from '../vesting.ts';
import { matchTerms } from '../match.ts';
import type { DesignCode } from './design-codes.ts';
import {
  BASIC_MATCH,
  differsByGroup,
  fallsShort,
  isIncreasing,
  matchesOverSix,
  QACA_MATCH,
} from './match-shape.ts';

type Design = Scenario['planDesigns'][number];
type Claim = Design['testing']['safeHarbor'];

/** Least core rate of a non-elective safe harbor: 3 % in ppm. */
const NONELECTIVE_RATE = 30_000;

/** Whether the claim rests on the match or on the core contribution. */
const SOURCE = {
  none: null,
  basicMatch: 'match',
  enhancedMatch: 'match',
  qacaMatch: 'match',
  nonelective: 'core',
  qacaNonelective: 'core',
} as const satisfies Readonly<Record<Claim, 'match' | 'core' | null>>;

/** Whether the claimed safe harbor is that of a qualified automatic contribution arrangement. */
export function isQaca({ testing }: Pick<Design, 'testing'>): boolean {
  return testing.safeHarbor === 'qacaMatch' || testing.safeHarbor === 'qacaNonelective';
}

const hasCondition = ({ minimumHours, minimumTenureYears, requireLastDay }: Design['core']['allocation']) =>
  minimumHours > 0 || minimumTenureYears > 0 || requireLastDay;

/** Lowest rate of the core contribution, integration ignored, in ppm. */
export function lowestCoreRate(core: Design['core']): number {
  switch (core.type) {
    case 'none':
      return 0;
    case 'flat':
      return toPpm(core.rate);
    case 'gradedByService':
    case 'ageBanded':
    case 'pointsBased':
      return Math.min(...core.bands.map(({ rate }) => toPpm(rate)));
  }
}

/** P-118: what takes away the safe harbor that the design claims; nothing without a claim. */
export function safeHarborCodes(design: Design, year: number): readonly DesignCode[] {
  const { match, core, vesting } = design;
  const source = SOURCE[design.testing.safeHarbor];
  if (source === null) return [];
  const terms = matchTerms(match, year);
  const isGroupMatch = differsByGroup(terms);
  const isRising = isIncreasing(terms);
  const isOverSix = matchesOverSix(terms);
  const isConditional = hasCondition(design[source].allocation);
  const isVested = isLegalSchedule(vestingSchedule(vesting[source]), isQaca(design) ? 'qaca' : 'safeHarbor');

  const codes: DesignCode[] = [];
  if (isConditional) codes.push('SH_CONDITION');
  if (!isVested) codes.push('SH_VESTING');
  if (source === 'match') {
    if (fallsShort(terms, isQaca(design) ? QACA_MATCH : BASIC_MATCH)) codes.push('SH_MATCH_FORMULA');
    if (isRising) codes.push('SH_MATCH_INCREASING');
    if (isGroupMatch) codes.push('SH_MATCH_BY_GROUP');
    if (isOverSix) codes.push('SH_MATCH_OVER_6');
    return codes;
  }
  if (lowestCoreRate(core) < NONELECTIVE_RATE) codes.push('SH_NONELECTIVE_RATE');
  const isTested = isGroupMatch || isRising || isOverSix || hasCondition(match.allocation);
  if (match.type !== 'none' && isTested) codes.push('ACP_NOT_EXEMPT');
  return codes;
}
