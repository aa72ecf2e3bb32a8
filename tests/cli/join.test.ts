import { readFileSync, writeFileSync } from 'node:fs';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentOf, playground } from './planalign.ts';

const ground = playground();

/** The columns of a sample that a plan's record keeper would have are moved to a file of their own. */
beforeAll(async () => {
  await ground.run('sample', '--employees', '300', '--seed', '5', '--out', 'whole.csv');
  const { data: rows } = Papa.parse<string[]>(readFileSync(ground.path('whole.csv'), 'utf8').trimEnd());
  const [header = []] = rows;
  const [id, rate, location] = ['Employee ID', 'Deferral Pct', 'Location'].map((name) =>
    header.indexOf(name),
  );
  expect([id, rate, location]).not.toContain(-1);
  const write = (name: string, lines: readonly (readonly (string | undefined)[])[]): void => {
    writeFileSync(ground.path(name), Papa.unparse(lines.map((cells) => [...cells])));
  };
  write(
    'staff.csv',
    rows.map((cells) => cells.filter((_, column) => column !== rate)),
  );
  const plan = rows.map((cells) => [id, rate, location].map((column) => cells[column ?? 0]));
  write('plan.csv', [...plan, ['NOBODY', '5%', '']]);
});

interface Imported {
  readonly hash: string;
  readonly report: { readonly join?: { readonly counts: Readonly<Record<string, number>> } };
  readonly joinRejectsFile: string | null;
}

describe('planalign import --join', () => {
  it('gives the census that one file would, and accounts for the rows of both', async () => {
    const whole = documentOf(
      await ground.run('import', 'whole.csv', '--accept-inferred', '--json'),
    ) as Imported;
    const args = ['import', 'staff.csv', '--join', 'plan.csv', '--accept-inferred'] as const;
    const joined = documentOf(
      await ground.run(...args, '--join-rejects', 'nobody.csv', '--json'),
    ) as Imported;
    expect(joined.hash).toBe(whole.hash);
    expect(joined.report.join?.counts).toMatchObject({
      read: 301,
      joined: 300,
      withoutPerson: 1,
      withRow: 300,
      withoutRow: 0,
    });
    expect(readFileSync(joined.joinRejectsFile ?? '', 'utf8')).toContain('NOBODY');
    const { stdout } = await ground.run(...args, '--name', 'again');
    expect(stdout).toContain(
      '301 rows = 300 joined + 1 without a person + 0 quarantined + 0 dropped as duplicates + 0 blank',
    );
    expect(stdout).toMatch(/JOIN_NO_PERSON +1 +quarantined/);
  });

  it('simulates and validates with a joined file, which a stored census does not take', async () => {
    const outcome = await ground.run(
      ...['simulate', '2026', '--census', 'staff.csv', '--join', 'plan.csv', '--accept-inferred', '--json'],
    );
    expect(outcome.exitCode).toBe(0);
    const checked = await ground.run('validate', 'staff.csv', '--join', 'plan.csv', '--accept-inferred');
    expect(checked.stdout).toContain('300 joined, 0 without a row in the second file');
    const refused = await ground.run('simulate', '2026', '--census', 'again', '--join', 'plan.csv', '--json');
    expect(documentOf(refused)).toMatchObject({ error: { code: 'ARGUMENTS_INVALID' } });
  });
});
