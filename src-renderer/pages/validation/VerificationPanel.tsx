import { Alert, Button, Group, List, Paper, Progress, Text } from '@mantine/core';
import { IconPlayerStop, IconShieldCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import type { VerificationProgress, VerificationReport } from '../../../src-shared/api/validation.ts';
import { people } from '../../components/format.ts';
import { reportFailure } from '../../components/notify.ts';
import { connectedHost } from '../../state/session.ts';
import classes from './validation.module.css';

type Verification =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly progress: VerificationProgress | null }
  | { readonly state: 'done'; readonly report: VerificationReport };

const stageWords = (progress: VerificationProgress | null): string => {
  if (progress === null) return 'Starting';
  const what = progress.year === null ? 'the opening' : String(progress.year);
  return progress.stage === 'reading' ? `Reading back ${what}` : `Checking ${what} again`;
};

/** Reads the stored rows back and makes the checks again, on demand: proof that nothing was changed since. */
export function VerificationPanel({ run: { runId, storedYears } }: { readonly run: RunSummary }): ReactNode {
  const [verification, setVerification] = useState<Verification>({ state: 'idle' });
  const { api } = connectedHost();
  const workId = `verify ${runId}`;
  const start = async (): Promise<void> => {
    setVerification({ state: 'running', progress: null });
    try {
      const report = await api.validation.verify({ runId, workId }, (progress) => {
        setVerification((now) => (now.state === 'running' ? { state: 'running', progress } : now));
      });
      setVerification({ state: 'done', report });
    } catch (error) {
      setVerification({ state: 'idle' });
      reportFailure(error);
    }
  };
  const isRunning = verification.state === 'running';
  return (
    <Paper withBorder p="md" component="section" aria-label="Read back and check again">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          The checks below were made while the run was stored. Reading everything back proves that no row has
          changed since.
        </Text>
        {isRunning ? (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={16} />}
            onClick={() => {
              api.application.cancel({ workId }).catch(reportFailure);
            }}
          >
            Cancel
          </Button>
        ) : (
          <Button
            variant="default"
            flex="none"
            disabled={storedYears === 0}
            leftSection={<IconShieldCheck size={16} />}
            onClick={() => {
              void start();
            }}
          >
            Read everything back and check again
          </Button>
        )}
      </Group>
      {isRunning && (
        <>
          <Text size="sm" mt="sm" role="status">
            {stageWords(verification.progress)}
          </Text>
          <Progress.Root size="lg" mt={4}>
            <Progress.Section
              value={Math.round((verification.progress?.share ?? 0) * 100)}
              aria-label="Part of the run that was read and checked"
            />
          </Progress.Root>
        </>
      )}
      {verification.state === 'done' && <Outcome report={verification.report} />}
    </Paper>
  );
}

function Outcome({ report }: { readonly report: VerificationReport }): ReactNode {
  const { fingerprint, rows, problems, checks } = report;
  const broken = checks
    .filter(({ severity, failed }) => severity === 'FAIL' && failed > 0)
    .flatMap(({ id, year, offenders }) => offenders.map((offender) => `${id} in ${year}: ${offender}`));
  if (problems.length + broken.length === 0)
    return (
      <Alert color="teal" mt="sm" role="status" title="Every row is what was written">
        {people(rows)} rows were read back and {people(checks.length)} checks made again. The fingerprint is
        the same: <span className={classes['hash'] ?? ''}>{fingerprint}</span>
      </Alert>
    );
  return (
    <Alert color="red" mt="sm" role="alert" title="The stored run is not what was written">
      <List size="sm" className={classes['offender'] ?? ''}>
        {[...problems, ...broken].map((problem) => (
          <List.Item key={problem}>{problem}</List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs">
        Restore the workspace from a backup, or run the study again.
      </Text>
    </Alert>
  );
}
