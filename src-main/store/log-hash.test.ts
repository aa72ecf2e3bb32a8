import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatIsoDate } from '../../src-shared/dates.ts';
import type { YearBatch } from '../../src-shared/columns.ts';
import type { Day } from '../../src-shared/units.ts';
import {
  CONTRIBUTION_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  ELIGIBILITY_CATEGORIES,
  EMPLOYER_SOURCES,
  ENROLLMENT_CATEGORIES,
  HCE_CATEGORIES,
  HIRE_CATEGORIES,
  PROMOTION_CATEGORIES,
  RAISE_CATEGORIES,
  TERMINATION_CATEGORIES,
} from '../../src-shared/vocabulary.ts';
import { canonicalJson, compareCodePoints } from './canonical-json.ts';
import { logHash } from './log-hash.ts';
import { eventfulStudy } from './testing/simulated-study.ts';
import { storeStudy } from './testing/stored-run.ts';
import { temporaryWorkspace } from './testing/temporary-workspace.ts';

interface Line {
  readonly employeeId: string;
  readonly sequence: number;
  readonly type: string;
  readonly eventId: string;
}

/** Order and ids of the events of a year, straight from the batch. */
function expectedLines(batch: YearBatch, ids: readonly string[]): Line[] {
  const tables = [
    ['HIRE', batch.hires, HIRE_CATEGORIES],
    ['TERMINATION', batch.terminations, TERMINATION_CATEGORIES],
    ['PROMOTION', batch.promotions, PROMOTION_CATEGORIES],
    ['RAISE', batch.raises, RAISE_CATEGORIES],
    ['DC_PLAN_ELIGIBILITY', batch.plan.eligibility, ELIGIBILITY_CATEGORIES],
    ['DC_PLAN_ENROLLMENT', batch.plan.enrollments, ENROLLMENT_CATEGORIES],
    ['DC_PLAN_DEFERRAL_CHANGE', batch.plan.deferralChanges, DEFERRAL_CHANGE_CATEGORIES],
    ['DC_PLAN_CONTRIBUTION', batch.plan.contributions, CONTRIBUTION_CATEGORIES],
    ['DC_PLAN_VESTING', batch.plan.vesting, EMPLOYER_SOURCES],
    ['DC_PLAN_FORFEITURE', batch.plan.forfeitures, EMPLOYER_SOURCES],
    ['HCE_STATUS', batch.plan.hceStatus, HCE_CATEGORIES],
  ] as const;
  return tables
    .flatMap(([type, events, categories]) =>
      Array.from(events.person, (person, row) => {
        const employeeId = ids[person] ?? '';
        const category = categories[events.category[row] ?? 0] ?? '';
        const day = formatIsoDate((events.effectiveDay[row] ?? 0) as Day);
        const content = `${employeeId}|${batch.year}|${type}|${category}|${day}|${events.duplicateIndex[row] ?? 0}`;
        const eventId = createHash('sha256').update(content).digest('hex').slice(0, 32);
        return { employeeId, sequence: events.sequence[row] ?? 0, type, eventId };
      }),
    )
    .sort((a, b) => compareCodePoints(a.employeeId, b.employeeId) || a.sequence - b.sequence);
}

describe('logHash', () => {
  it('W-61: is the same for equal events, whatever run they belong to, and differs after a change', async () => {
    const workspace = await temporaryWorkspace();
    const study = eventfulStudy(60);
    const first = await storeStudy(workspace, study);
    const second = await storeStudy(workspace, study);
    const hash = await logHash(workspace, first.runId);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await logHash(workspace, second.runId)).toBe(hash);
    await workspace.transaction((connection) =>
      connection.run(
        'UPDATE event_raise SET amount_cents = amount_cents + 1 WHERE run_key = 2 AND year_rank = 0',
      ),
    );
    expect(await logHash(workspace, second.runId)).not.toBe(hash);
    await workspace.transaction((connection) =>
      connection.run("UPDATE run_dictionary SET value = 'Sales' WHERE run_key = 1 AND kind = 'department'"),
    );
    expect(await logHash(workspace, first.runId)).not.toBe(hash);
  });

  it('W-60 W-61: hashes canonical lines of all events in order of year, id and sequence', async () => {
    const workspace = await temporaryWorkspace();
    const study = eventfulStudy(60);
    const { runId } = await storeStudy(workspace, study);
    const lines: string[] = [];
    const ids = [...study.opening.dictionaries.censusPersonIds];
    for (const batch of study.batches) {
      ids.push(...batch.newPersonIds);
      const rows = await workspace.read(
        `SELECT to_json(e.event_payload) AS payload, e.* EXCLUDE (event_payload) FROM fct_yearly_events e
         WHERE simulation_year = ${batch.year} ORDER BY employee_id, event_sequence`,
      );
      const expected = expectedLines(batch, ids);
      expect(rows.length).toBe(expected.length);
      rows.forEach((row, index) => {
        const event = row as Record<string, string | number>;
        const line = expected[index];
        expect(String(event['event_id']).replaceAll('-', '')).toBe(line?.eventId);
        lines.push(
          canonicalJson({
            category: event['event_category'],
            effectiveDate: event['effective_date'],
            employeeId: event['employee_id'],
            eventId: line?.eventId,
            payload: payloadOf(String(event['payload'])),
            replicate: event['replicate'],
            type: event['event_type'],
            year: event['simulation_year'],
          }),
        );
      });
    }
    const expectedHash = createHash('sha256')
      .update(lines.map((line) => `${line}\n`).join(''))
      .digest('hex');
    expect(await logHash(workspace, runId)).toBe(expectedHash);
  });
});

const MONEY =
  /^(annual_pay|range_min|range_max|pay_in_force|severance|previous_pay|new_pay|amount|pay_base|reduced_415|balance|lookback_pay|threshold)$/;
/** Fields that follow from type and category: the log leaves them out. */
const CONSTANT = ['rule_id', 'process_id', 'draw_index', 'reason_code'];

/** The payload of the public view in the form of the log: camel case, money in cents, nothing that is absent. */
function payloadOf(json: string): Record<string, unknown> {
  const entries = Object.entries(JSON.parse(json) as Record<string, unknown>).filter(
    ([key, value]) => value !== null && !CONSTANT.includes(key),
  );
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const name = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
      if (MONEY.test(key)) return [`${name}Cents`, Math.round(Number(value) * 100)];
      if (key === 'scheduled_hours_per_week')
        return ['scheduledHoursHundredths', Math.round(Number(value) * 100)];
      return [name, value];
    }),
  );
}
