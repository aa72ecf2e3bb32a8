import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { VerificationProgress } from '../../../src-shared/api/validation.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { openSimulation } from '../../../src-worker/simulation.ts';
import { startEngineHere } from '../../services/runs/engine-run.ts';
import { simulateStudy } from '../../services/runs/simulate-study.ts';
import { smallStudy } from '../../services/runs/testing/small-study.ts';
import { listRuns } from '../../store/run-queries.ts';
import { eventfulStudy } from '../../store/testing/simulated-study.ts';
import { storeStudy } from '../../store/testing/stored-run.ts';
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import { CHECKED_RULES } from './rules.ts';
import { validationReport } from './validation-report.ts';
import { verifyStoredRun } from './verification.ts';

const NEVER = new AbortController().signal;
const engine = startEngineHere(openSimulation);

describe('the evidence of a run', () => {
  it('states every rule that a run stores checks of, with its severity, and no other', async () => {
    const workspace = await temporaryWorkspace();
    const { runId } = await simulateStudy({ ...smallStudy(workspace, 300), engine });
    const { checks, rules } = await validationReport(workspace, runId);
    const stored = new Map(checks.map(({ id, severity }) => [id, severity]));
    const stated = new Map(
      rules.filter(({ proved }) => proved === 'runs').map(({ id, severity }) => [id, severity]),
    );
    expect(stated).toEqual(new Map([...stated.keys()].map((id) => [id, stored.get(id)])));
    expect([...stored.keys()].filter((id) => !stated.has(id))).toEqual([]);
    expect(new Set(CHECKED_RULES.map(({ id }) => id)).size).toBe(CHECKED_RULES.length);
    expect(CHECKED_RULES.every(({ statement }) => /^[A-Z].*\.$/.test(statement))).toBe(true);
    expect(checks.every(({ failed, severity }) => severity === 'WARN' || failed === 0)).toBe(true);
  });

  it('W-24 reconciles the census, from the run alone where it is not kept', async () => {
    const workspace = await temporaryWorkspace();
    const { runId } = await simulateStudy({ ...smallStudy(workspace, 300), engine });
    const { census } = await validationReport(workspace, runId);
    expect(census).toMatchObject({ read: 303, accepted: 300, quarantined: 3, blank: null, reasons: [] });
    expect(census.openingActive + census.futureHire + census.futureHireBeyondHorizon + census.former).toBe(
      300,
    );
    expect(census.openingHeadcount).toBe(census.openingActive);
  });

  it('ties every figure out: events, people, months and totals agree with the public views', async () => {
    const workspace = await temporaryWorkspace();
    const { runId } = await storeStudy(workspace, eventfulStudy(300));
    const { ties, chain } = await validationReport(workspace, runId);
    for (const { figure, year, ...places } of ties) {
      const values = Object.values(places).filter((value) => value !== null);
      expect(values.length, `${figure} in ${year}`).toBeGreaterThan(1);
      expect(new Set(values).size, `${figure} in ${year}: ${JSON.stringify(places)}`).toBe(1);
    }
    const rows = z.array(z.record(z.string(), z.coerce.number())).parse(
      await workspace.read(
        `SELECT simulation_year AS year, count(*) AS people, CAST(100 * sum(gross_pay) AS BIGINT) AS payroll,
             CAST(100 * sum(match_contribution) AS BIGINT) AS match,
             CAST(100 * sum(forfeited_match + forfeited_core) AS BIGINT) AS forfeitures
           FROM fct_workforce_snapshot GROUP BY ALL ORDER BY year`,
      ),
    );
    for (const { year = 0, ...figures } of rows)
      for (const figure of ['payroll', 'match', 'forfeitures'])
        expect(ties.find((tie) => tie.year === year && tie.figure === figure)?.totals).toBe(figures[figure]);
    expect(chain.map(({ year }) => year)).toEqual([null, 2025, 2026, 2027]);
    chain.forEach(({ previous }, index) => {
      expect(previous).toBe(chain[index - 1]?.link ?? '0'.repeat(64));
    });
  });

  it('shows what ties out no more when a row was changed', async () => {
    const workspace = await temporaryWorkspace();
    const { runId } = await storeStudy(workspace, eventfulStudy(200));
    await workspace.transaction((connection) =>
      connection.run(
        `UPDATE snapshot SET match_cents = match_cents + 1 WHERE simulation_year = 2026 AND rowid =
           (SELECT min(rowid) FROM snapshot WHERE simulation_year = 2026 AND match_cents > 0)`,
      ),
    );
    const { ties } = await validationReport(workspace, runId);
    const broken = ties.filter(({ events, people, months, totals }) => {
      const values = [events, people, months, totals].filter((value) => value !== null);
      return new Set(values).size > 1;
    });
    expect(broken.map(({ year, figure }) => `${year} ${figure}`)).toEqual(['2026 match']);
  });

  it('is there for a run that failed, with the checks of the year it failed in', async () => {
    const workspace = await temporaryWorkspace();
    const failing = simulateStudy({
      ...smallStudy(workspace, 200),
      engine,
      checkYear: (_connection, _key, year) =>
        Promise.resolve([
          {
            id: 'INV-5',
            severity: 'FAIL',
            checked: 10,
            failed: year === 2026 ? 1 : 0,
            offenders: year === 2026 ? ['E1 in 2026: level 2, expected 3'] : [],
          },
        ]),
    });
    await expect(failing).rejects.toMatchObject({ code: 'INVARIANT_FAILED' });
    const [run] = await listRuns(workspace);
    const { checks, chain } = await validationReport(workspace, run?.runId ?? '');
    expect(checks.filter(({ failed }) => failed > 0)).toMatchObject([
      { year: 2026, id: 'INV-5', offenders: ['E1 in 2026: level 2, expected 3'] },
    ]);
    expect(chain.map(({ year }) => year)).toEqual([null, 2025, 2026, 2027]);
  });
});

describe('reading a run back', () => {
  it('recomputes the fingerprint, makes the checks again and says how far it is', async () => {
    const workspace = await temporaryWorkspace();
    const { runId, fingerprint } = await storeStudy(workspace, eventfulStudy(200));
    const heard: VerificationProgress[] = [];
    const found = await verifyStoredRun(workspace, runId, (progress) => heard.push(progress), NEVER);
    expect(found).toMatchObject({ fingerprint, problems: [] });
    expect(found.checks.length).toBeGreaterThan(50);
    expect(found.checks.filter(({ failed, severity }) => failed > 0 && severity === 'FAIL')).toEqual([]);
    expect(heard.map(({ stage, year }) => `${stage} ${year ?? 'opening'}`)).toEqual([
      'reading opening',
      ...[2025, 2026, 2027].map((year) => `reading ${year}`),
      ...[2025, 2026, 2027].map((year) => `checking ${year}`),
    ]);
    const shares = heard.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('names what was changed, and the checks that fail', async () => {
    const workspace = await temporaryWorkspace();
    const { runId } = await storeStudy(workspace, eventfulStudy(200));
    await workspace.transaction((connection) =>
      connection.run(
        `UPDATE snapshot SET level = level + 1 WHERE simulation_year = 2026 AND rowid =
           (SELECT min(rowid) FROM snapshot WHERE simulation_year = 2026)`,
      ),
    );
    const found = await verifyStoredRun(workspace, runId, () => undefined, NEVER);
    expect(found.problems).toContain('snapshot.level of 2026 was changed');
    expect(found.checks.some(({ id, year, failed }) => id === 'INV-5' && year === 2026 && failed > 0)).toBe(
      true,
    );
  });

  it('stops when it is cancelled', async () => {
    const workspace = await temporaryWorkspace();
    const { runId } = await storeStudy(workspace, eventfulStudy(200));
    const control = new AbortController();
    const stopped = verifyStoredRun(
      workspace,
      runId,
      ({ year }) => {
        if (year === 2025) control.abort();
      },
      control.signal,
    );
    await expect(stopped).rejects.toBeInstanceOf(PlanAlignError);
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
