/**
 * `npm run bench`: the figures of docs/performance.md. Whole studies run as processes of their own through the command
 * line, from a census file to stored results; the engine and the store are timed in one process each. Every figure is
 * a median. Options: `--quick` leaves out a million people, `--write` puts the tables into docs/performance.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './build-if-stale.mjs';

const quick = process.argv.includes('--quick');
const sizes = quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
const bundles = join(root, 'dist', 'bench');
const folder = mkdtempSync(join(tmpdir(), 'planalign-bench-'));
const cli = join(root, 'dist', 'main', 'planalign.mjs');

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value, digits = 2) => Number(value.toFixed(digits));

function node(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, PLANALIGN_HOME: join(folder, 'home') },
  });
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}${stdout}`);
  return stdout;
}

/** Bundles the bench programs as the product is bundled. */
async function buildBenches() {
  const { build } = await import('vite');
  for (const name of ['engine', 'plan', 'store', 'pages'])
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      ssr: { noExternal: true, external: ['@duckdb/node-api', '@duckdb/node-bindings'] },
      build: {
        ssr: join(root, 'bench', `${name}.bench.ts`),
        outDir: bundles,
        emptyOutDir: false,
        target: 'node20',
        rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
      },
    });
}

/** Runs a bench program and returns its lines. */
const linesOf = (name, args) =>
  node([join(bundles, `${name}.mjs`), ...args.map(String)])
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A study through the command line, from the file to the stored run, each in a process and a workspace of its own. */
function studies(people) {
  const census = join(folder, `census-${people}.csv`);
  node([cli, 'sample', '--employees', String(people), '--seed', '7', '--out', census]);
  const results = [];
  for (let sample = 0; sample < (people > 200_000 ? 3 : 7); sample++) {
    const workspace = join(folder, `study-${people}-${sample}.duckdb`);
    const start = performance.now();
    const text = node([
      cli,
      'simulate',
      '2026-2030',
      '--census',
      census,
      '--workspace',
      workspace,
      '--accept-inferred',
      '--json',
    ]);
    const wallMs = performance.now() - start;
    const { timings, peakRssMb } = JSON.parse(text);
    results.push({ wallMs, peakRssMb, ...timings });
    rmSync(workspace, { force: true });
  }
  const of = (key) => median(results.map((result) => result[key]));
  return {
    people,
    samples: results.length,
    wallMs: Math.round(of('wallMs')),
    totalMs: Math.round(of('totalMs')),
    importMs: Math.round(of('importMs')),
    engineMs: Math.round(of('engineMs')),
    storeMs: Math.round(of('storeMs')),
    peakRssMb: Math.round(Math.max(...results.map((result) => result.peakRssMb))),
  };
}

/** What the pages of two runs of 100,000 people wait for. */
function pages() {
  const people = 100_000;
  const census = join(folder, `census-${people}.csv`);
  const workspace = join(folder, 'pages.duckdb');
  const simulate = [
    'simulate',
    '2026-2030',
    '--census',
    census,
    '--workspace',
    workspace,
    '--accept-inferred',
  ];
  node([cli, ...simulate, '--name', 'Base']);
  node([cli, ...simulate, '--name', 'Growth', '--set', 'workforce.targetGrowthRate=0.05']);
  const lines = linesOf('pages', [cli, workspace]);
  rmSync(workspace, { force: true });
  return lines;
}

const table = (headings, rows) =>
  [headings, headings.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const seconds = (ms) => `${round(ms / 1000)} s`;

try {
  ensureInstalled();
  ensureBuilt();
  mkdirSync(bundles, { recursive: true });
  await buildBenches();

  const engine = linesOf('engine', sizes);
  const plan = linesOf('plan', [10_000, 100_000]);
  const whole = sizes.map(studies);
  const store = linesOf('store', [10_000, 100_000]);
  const looked = pages();
  const first = whole[0];
  const last = whole.at(-1);
  // Per person, what is above the fixed cost of starting a process and opening a workspace.
  const growth = (a, b, key) => round(b[key] / b.people / (a[key] / a.people));

  const report = [
    `Measured on ${cpus()[0].model} (${cpus().length} processors), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}, Node ${process.version}.`,
    '',
    '**Engine alone**, one thread, workforce rules, five years. A person-year is a row of a snapshot.',
    '',
    table(
      ['People', 'Person-years', 'Median', 'ns per person-year', 'Million person-years/s', 'Runs'],
      engine.map((line) => [
        line.people.toLocaleString('en'),
        line.personYears.toLocaleString('en'),
        seconds(line.ms),
        line.nanosecondsPerPersonYear,
        line.millionPersonYearsPerSecond,
        line.samples,
      ]),
    ),
    '',
    '**Engine with the retirement plan**, one thread, workforce and every plan rule: automatic enrolment and escalation, a match per pay period with true-up, graded core, vesting. The last column is what the compliance tests of one year add.',
    '',
    table(
      [
        'People',
        'Person-years',
        'Median',
        'ns per person-year',
        'Million person-years/s',
        'Tests of a year',
        'Runs',
      ],
      plan.map((line) => [
        line.people.toLocaleString('en'),
        line.personYears.toLocaleString('en'),
        seconds(line.ms),
        line.nanosecondsPerPersonYear,
        line.millionPersonYearsPerSecond,
        seconds(line.testsOfAYearMs),
        line.samples,
      ]),
    ),
    '',
    '**Whole study**, from a CSV census of 38 columns to stored and checked results, five years, as a process of its own.',
    '',
    table(
      ['People', 'Process', 'Study', 'of it import', 'engine', 'store', 'Peak memory', 'Runs'],
      whole.map((line) => [
        line.people.toLocaleString('en'),
        seconds(line.wallMs),
        seconds(line.totalMs),
        seconds(line.importMs),
        seconds(line.engineMs),
        seconds(line.storeMs),
        `${line.peakRssMb.toLocaleString('en')} MB`,
        line.samples,
      ]),
    ),
    '',
    `Cost per person at ${last.people.toLocaleString('en')} against ${first.people.toLocaleString('en')} people: ${growth(first, last, 'totalMs')} × (whole study), ${growth(engine[0], engine.at(-1), 'ms')} × (engine).`,
    '',
    '**Store** against a bare bulk append of the same files into the same tables, interleaved in one process.',
    '',
    table(
      ['People', 'Bare append', 'Store', 'Ratio', 'Store with all checks', 'Runs'],
      store.map((line) => [
        line.people.toLocaleString('en'),
        seconds(line.bareAppendMs),
        seconds(line.storeMs),
        `${line.storeToBare} ×`,
        seconds(line.checkedStoreMs),
        line.samples,
      ]),
    ),
    '',
    '**Pages** of a run of 100,000 people × 5 years, through the WebSocket of the browser host, from the question to the decoded answer. The first answer is made from the rows; of later ones some are remembered. Drawing comes on top.',
    '',
    table(
      ['Page', 'First', 'Later, median', 'Later, 95 %'],
      looked.map((line) => [
        line.page,
        line.firstMs === undefined ? '–' : `${line.firstMs} ms`,
        `${line.p50Ms} ms`,
        `${line.p95Ms} ms`,
      ]),
    ),
  ].join('\n');
  process.stdout.write(`${report}\n`);

  if (process.argv.includes('--write')) {
    const page = join(root, 'docs', 'performance.md');
    const [start, end] = ['<!-- measured -->', '<!-- /measured -->'];
    const text = existsSync(page) ? readFileSync(page, 'utf8') : `${start}\n${end}\n`;
    const before = text.slice(0, text.indexOf(start) + start.length);
    const { format } = await import('prettier');
    const written = `${before}\n\n${report}\n\n${text.slice(text.indexOf(end))}`;
    writeFileSync(page, await format(written, { parser: 'markdown' }));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
