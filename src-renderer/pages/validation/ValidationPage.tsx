import { Alert, Badge, Group, Paper, SimpleGrid, Stack, Tabs, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import type { ValidationReport } from '../../../src-shared/api/validation.ts';
import { people } from '../../components/format.ts';
import { FailureNote } from '../../components/notes.tsx';
import { Placeholder } from '../../components/Placeholder.tsx';
import { changeView, useView } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { useLoaded } from '../../state/use-loaded.ts';
import { ResultFrame } from '../results/ResultFrame.tsx';
import { CensusView } from './CensusView.tsx';
import { ChainView } from './ChainView.tsx';
import { checkCounts, isTied } from './check-matrix.ts';
import { CheckTable } from './CheckTable.tsx';
import { FigureView } from './FigureView.tsx';
import { censusSums } from './census-sums.ts';
import classes from './validation.module.css';
import { VerificationPanel } from './VerificationPanel.tsx';

const PARTS = ['checks', 'figures', 'census', 'fingerprint'] as const;
const TITLES = {
  checks: 'Checks',
  figures: 'Figures',
  census: 'Census',
  fingerprint: 'Fingerprint',
} as const;

/** The evidence behind a run: every check of every year, and what can be held against each other. */
export default function ValidationPage(): ReactNode {
  return (
    <ResultFrame
      pageId="validation"
      title="Validation"
      isWanted={({ status }) => status === 'complete' || status === 'failed'}
    >
      {(run) => <Validation key={run.runId} run={run} />}
    </ResultFrame>
  );
}

function Validation({ run }: { readonly run: RunSummary }): ReactNode {
  const loaded = useLoaded(run.runId, (runId) => connectedHost().api.validation.report({ runId }));
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  if (loaded.state === 'loading') return <Placeholder height={480} label="Loading the checks" />;
  return <Report run={run} report={loaded.value} />;
}

function Report({ run, report }: { readonly run: RunSummary; readonly report: ValidationReport }): ReactNode {
  const wanted = useView('part');
  const part = PARTS.find((known) => known === wanted) ?? 'checks';
  return (
    <Stack gap="md">
      {run.status === 'failed' && (
        <Alert color="red" title="This run failed and has no result">
          {run.failure?.detail ?? 'It was stopped.'} The checks below say what was found; the rows of the year
          that failed were not kept.
        </Alert>
      )}
      <Verdicts report={report} />
      <VerificationPanel run={run} />
      <Tabs
        value={part}
        keepMounted={false}
        onChange={(chosen) => {
          changeView({ part: chosen });
        }}
      >
        <Tabs.List aria-label="Parts of the evidence" mb="md">
          {PARTS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {TITLES[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="checks">
          <CheckTable run={run} report={report} />
        </Tabs.Panel>
        <Tabs.Panel value="figures">
          <FigureView run={run} ties={report.ties} />
        </Tabs.Panel>
        <Tabs.Panel value="census">
          <CensusView census={report.census} />
        </Tabs.Panel>
        <Tabs.Panel value="fingerprint">
          <ChainView run={run} chain={report.chain} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

interface Verdict {
  readonly label: string;
  readonly isGood: boolean;
  readonly verdict: string;
  readonly detail: string;
}

function verdictsOf({ checks, ties, census, chain }: ValidationReport): readonly Verdict[] {
  const { made, broken, warnings } = checkCounts(checks);
  const untied = ties.filter((tie) => !isTied(tie)).length;
  const sums = censusSums(census);
  return [
    {
      label: 'Checks',
      isGood: broken === 0,
      verdict: broken === 0 ? 'All passed' : `${people(broken)} failed`,
      detail: `${people(made)} made; ${warnings === 0 ? 'no warnings' : `${people(warnings)} with warnings`}`,
    },
    {
      label: 'Figures',
      isGood: untied === 0,
      verdict: untied === 0 ? 'Tie out' : `${people(untied)} differ`,
      detail: `${people(ties.length)} held against each other`,
    },
    {
      label: 'Census',
      isGood: sums.every(({ addsUp }) => addsUp),
      verdict: sums.every(({ addsUp }) => addsUp) ? 'Reconciles' : 'Does not reconcile',
      detail: `${people(census.read)} rows read, ${people(census.accepted)} accepted`,
    },
    {
      label: 'Fingerprint',
      isGood: chain.length > 0,
      verdict: chain.length > 0 ? `${people(chain.length)} links` : 'None',
      detail: `over ${people(chain.reduce((sum, { rows }) => sum + rows, 0))} rows`,
    },
  ];
}

/** What the evidence says, at a glance. */
function Verdicts({ report }: { readonly report: ValidationReport }): ReactNode {
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} component="ul" className={classes['verdicts'] ?? ''}>
      {verdictsOf(report).map(({ label, isGood, verdict, detail }) => (
        <Paper key={label} component="li" withBorder p="sm">
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Group gap="xs" wrap="nowrap">
            <Text className={classes['verdict'] ?? ''}>{verdict}</Text>
            <Badge variant="light" color={isGood ? 'teal' : 'red'} tt="none" aria-hidden="true">
              {isGood ? '✓' : '✗'}
            </Badge>
          </Group>
          <Text size="xs">{detail}</Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
