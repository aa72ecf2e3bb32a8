import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  addPlan,
  storeTests,
  storeWithoutPlan,
  testsOfYear,
} from '../../services/compliance/testing/stored-tests.ts';
import { temporaryFolder, temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import type { Answer, Invocation, StreamedAnswer } from '../invocation.ts';
import { ndt } from './ndt.ts';

const invocation: Invocation = {
  log: { correlationId: 'c', file: 'log', info: () => undefined, failure: () => undefined },
  progress: { report: () => undefined, stop: () => undefined },
  signal: new AbortController().signal,
  json: false,
  interactive: false,
  confirm: () => Promise.resolve(false),
};

function answerOf(answer: Answer | StreamedAnswer): Answer {
  if ('stream' in answer) throw new Error('one document was expected');
  return answer;
}

describe('planalign ndt', () => {
  it('P-25 prints the tests of a stored year, as words and as one document', async () => {
    const path = join(temporaryFolder(), 'w.duckdb');
    const workspace = await temporaryWorkspace(path);
    const runId = await storeWithoutPlan(workspace, 60);
    await addPlan(workspace, 1, 2026);
    await storeTests(workspace, 1, testsOfYear());
    await workspace.close();

    const run = async (options: object) =>
      answerOf(await ndt({ run: runId, year: '2026', workspace: path, ...options }, invocation));
    const { document, text } = await run({});
    expect(document).toMatchObject({
      workspace: path,
      runId,
      year: 2026,
      designId: 'design-a',
      people: [{ test: 'adp' }, { test: 'adp' }],
    });
    expect(document).toHaveProperty('tests', testsOfYear().tests);
    expect(text).toMatch(/^Plan tests of 2026, run [0-9a-f]{8} \(Base case\), plan design design-a\n/);
    expect(text).toMatch(/\nADP +FAILS +4\.10% +7\.00% +6\.10%\n/);
    expect((await run({ people: true })).document).toHaveProperty(
      'people.length',
      testsOfYear().people.rowCount,
    );
    await expect(run({ year: '2030' })).rejects.toMatchObject({ code: 'YEAR_NOT_TESTED' });
    await expect(run({ year: 'next' })).rejects.toMatchObject({ code: 'ARGUMENTS_INVALID' });
  });
});
