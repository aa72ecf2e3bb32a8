import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defaultScenario } from '../../../src-worker/testing/scenarios.ts';
import { company } from '../../../src-worker/testing/synthetic-census.ts';
import { simulateInMemory } from '../testing/simulated-study.ts';
import { storeStudy } from '../testing/stored-run.ts';
import { temporaryWorkspace } from '../testing/temporary-workspace.ts';

const [design] = defaultScenario.planDesigns;
if (design === undefined) throw new Error('the default scenario has a plan');

describe('INV-9 a match that changes on the day of the escalation', () => {
  it('P-55 has the response to the match before the escalation that adds to it', async () => {
    const scenario = {
      ...defaultScenario,
      simulation: { ...defaultScenario.simulation, startYear: 2025, endYear: 2026 },
      planDesigns: [
        design,
        {
          ...design,
          id: 'richer',
          match: { ...design.match, type: 'tiered' as const, tiers: [{ min: 0, max: 0.08, rate: 1 }] },
        },
      ],
      planTimeline: [
        { fromYear: 2025, designId: design.id },
        { fromYear: 2026, designId: 'richer' },
      ],
    };
    const workspace = await temporaryWorkspace();
    await storeStudy(workspace, simulateInMemory(scenario, company(300)));
    const rows = await workspace.read(
      `SELECT count(*) AS both, count(*) FILTER (escalation.event_sequence > response.event_sequence
         AND escalation.event_payload.old_rate_ppm = response.event_payload.new_rate_ppm) AS "inOrder"
       FROM fct_yearly_events response JOIN fct_yearly_events escalation USING (employee_id, effective_date)
       WHERE response.event_category = 'matchResponse' AND escalation.event_category = 'escalation'`,
    );
    const [found] = z.array(z.object({ both: z.coerce.number(), inOrder: z.coerce.number() })).parse(rows);
    expect(found?.both).toBeGreaterThan(0);
    expect(found?.inOrder).toBe(found?.both);
  });
});
