import type { InvariantResult } from '../../../../src-shared/columns.ts';
import { COVERAGE_PARTS, type ComplianceYear, type RatioTest } from '../../../../src-shared/compliance.ts';

/** What must hold of the tests of every year (PINV-21 to PINV-23); each is a FAIL. */

/** Findings of one invariant while it is checked. */
class Check {
  checked = 0;
  readonly broken: string[] = [];

  expect(holds: boolean, offender: () => string): void {
    this.checked++;
    if (!holds) this.broken.push(offender());
  }

  result(id: string): InvariantResult {
    const { checked, broken } = this;
    return { id, severity: 'FAIL', checked, failed: broken.length, offenders: broken.slice(0, 20) };
  }
}

/** PINV-21 to PINV-23 of the tests of a year. */
export function complianceInvariants(compliance: ComplianceYear): readonly InvariantResult[] {
  return [corrections(compliance), populations(compliance), rateGroups(compliance)];
}

/** PINV-21: what is taken adds up to the total excess, and step 1 brings the HCE mean down to the limit. */
function corrections({ adp, acp }: ComplianceYear): InvariantResult {
  const check = new Check();
  for (const [name, test] of [['ADP', adp] as const, ['ACP', acp] as const]) {
    const { correction, limitPpm } = test;
    if (correction === null || limitPpm === null) continue;
    const { totalCents, recharacterisedCents, refundedCents, forfeitedCents, distributedCents } = correction;
    const taken = name === 'ADP' ? recharacterisedCents + refundedCents : forfeitedCents + distributedCents;
    check.expect(taken === totalCents, () => `${name}: ${taken} taken of an excess of ${totalCents}`);
    const rest = loweredSum(test);
    const most = test.people.hces.length * limitPpm;
    check.expect(rest <= most, () => `${name}: ratios lowered to a sum of ${rest} ppm, above ${most}`);
  }
  return check.result('PINV-21');
}

/** Sum in ppm of the HCE ratios after step 1; the lowered ones add up to the numerator of the permitted ratio. */
function loweredSum({ people, correction }: RatioTest): number {
  const ratios = Array.from(people.hces, (at) => (people.ratio[at] ?? 0) * 100);
  const permitted = correction?.permitted ?? null;
  if (permitted === null) return ratios.reduce((sum, ratio) => sum + ratio, 0);
  const { numerator, denominator } = permitted;
  const kept = ratios.filter((ratio) => ratio * denominator <= numerator);
  const lowered = ratios.length - kept.length;
  // A ratio equal to the permitted one counts as kept; then the permitted one is a whole number.
  return kept.reduce((sum, ratio) => sum + ratio, 0) + (numerator * lowered) / denominator;
}

/** PINV-22: in every test, those who count and those who do not are the employees of the year. */
function populations({ coverage, adp, acp, employees }: ComplianceYear): InvariantResult {
  const check = new Check();
  const all = employees.person.length;
  for (const { group, parts } of coverage) {
    for (const name of COVERAGE_PARTS) {
      const { standing, excludable, nhceTotal, hceTotal, nhceBenefiting, hceBenefiting } = parts[name];
      const benefiting = standing.reduce((sum, one) => sum + Number(one === 2), 0);
      const notBenefiting = standing.reduce((sum, one) => sum + Number(one === 1), 0);
      const holds =
        benefiting + notBenefiting + excludable === all &&
        benefiting === nhceBenefiting + hceBenefiting &&
        benefiting + notBenefiting === nhceTotal + hceTotal;
      const sums = `${benefiting} + ${notBenefiting} + ${excludable}`;
      check.expect(holds, () => `coverage of ${name}, ${group}: ${sums} of ${all}`);
    }
  }
  for (const [name, { counts, people }] of [['ADP', adp] as const, ['ACP', acp] as const]) {
    const { employees: total, nhces, hces, ...leftOut } = counts;
    const out = Object.values(leftOut).reduce((sum, number) => sum + number, 0);
    const holds = total === all && out + nhces + hces === all;
    const agrees = people.position.length === nhces + hces && people.hces.length === hces;
    check.expect(holds && agrees, () => `${name}: ${out} + ${nhces} + ${hces} of ${all}`);
  }
  return check.result('PINV-22');
}

/** PINV-23: each HCE with a positive rate has a rate group, and each group contains the one before it. */
function rateGroups({ amounts, employees }: ComplianceYear): InvariantResult {
  const check = new Check();
  for (const { group, people, allocations, benefits } of amounts) {
    if (people === null) continue;
    const kinds = [
      { test: allocations, rates: people.allocationRate },
      { test: benefits, rates: people.benefitsRate },
    ];
    for (const { test, rates } of kinds) {
      if (test === null || rates === null) continue;
      const own = new Set(test.groups.map(({ rate }) => rate));
      for (let at = 0; at < rates.length; at++) {
        const position = people.position[at] ?? 0;
        const rate = rates[at] ?? 0;
        if (employees.isHce[position] !== 1 || rate === 0) continue;
        check.expect(own.has(rate), () => `${group}: no rate group for ${rate}`);
      }
      for (const [at, { rate, nhces, hces }] of test.groups.entries()) {
        const before = test.groups[at - 1];
        const isNested =
          before === undefined || (rate < before.rate && nhces >= before.nhces && hces > before.hces);
        check.expect(isNested, () => `${group}: the group of ${rate} does not contain the one before it`);
      }
    }
  }
  return check.result('PINV-23');
}
