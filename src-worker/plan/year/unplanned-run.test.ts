import { describe, expect, it } from 'vitest';
import { NO_DAY } from '../../../src-shared/units.ts';
import { openSimulation } from '../../simulation.ts';
import { defaultScenario } from '../../testing/scenarios.ts';
import { company } from '../../testing/synthetic-census.ts';

describe('a run without a plan', () => {
  it('P-24, P-33 has the hours of every year and nothing else, whatever columns were handed back', () => {
    const { opening, years, takeBack } = openSimulation({
      scenario: { ...defaultScenario, planTimeline: [] },
      census: company(300),
      replicate: 0,
    });
    expect(opening.planOpening.entryDay.every((day) => day === NO_DAY)).toBe(true);
    expect(opening.planOpening.lookbackPayCents.every(Number.isNaN)).toBe(true);
    for (const batch of years({ isCancelled: () => false })) {
      const { snapshot, summary, compliance, contributions } = batch.plan;
      const { hoursHundredths, entryDay, rothSharePpm, ...others } = snapshot;
      expect({ summary, compliance, events: contributions.rowCount }).toEqual({
        summary: null,
        compliance: null,
        events: 0,
      });
      expect(hoursHundredths).toHaveLength(batch.snapshot.rowCount);
      expect(hoursHundredths.every((hours) => hours > 0)).toBe(true);
      expect(entryDay.every((day) => day === NO_DAY)).toBe(true);
      expect(rothSharePpm.every((share) => share === -1)).toBe(true);
      expect(others.balanceMatchCents.every((cents) => cents === 0)).toBe(true);
      expect(others.planPayCents).toHaveLength(batch.snapshot.rowCount);
      takeBack(batch);
    }
  });
});
