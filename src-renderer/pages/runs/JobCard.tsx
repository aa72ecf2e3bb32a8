import { Button, Group, Paper, Progress, SimpleGrid, Text, Title } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { RunJob } from '../../../src-shared/api/runs.ts';
import { people } from '../../components/format.ts';
import { reportFailure } from '../../components/notify.ts';
import { shareDone } from '../../state/jobs.ts';
import { connectedHost, useIsReader } from '../../state/session.ts';
import { eventName, paceWords, stageWords } from './run-words.ts';
import classes from './runs.module.css';

/** A run that goes on or waits: what it does now, counts that move, and a way to stop it. */
export function JobCard({ job: given }: { readonly job: RunJob }): ReactNode {
  const [job, setJob] = useState(given);
  const readsOnly = useIsReader();
  const [isStopping, setStopping] = useState(false);
  const { jobId } = given;
  useEffect(() => {
    let isShown = true;
    connectedHost()
      .api.runs.follow({ jobId }, (now) => {
        if (isShown) setJob(now);
      })
      .catch(reportFailure);
    return () => {
      isShown = false;
    };
  }, [jobId]);
  const cancel = (): void => {
    setStopping(true);
    connectedHost().api.runs.cancel({ jobId }).catch(reportFailure);
  };
  const { progress } = job;
  const share = Math.round(shareDone(job) * 100);
  return (
    <Paper withBorder p="md" component="section" aria-label={`Run ${job.name}`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={3} size="h5">
            {job.name}
          </Title>
          <Text size="sm" c="dimmed">
            {job.scenarioName} on {job.censusName}
          </Text>
        </div>
        {!readsOnly && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlayerStop size={16} />}
            loading={isStopping}
            onClick={cancel}
          >
            Cancel
          </Button>
        )}
      </Group>
      <Text size="sm" mt="sm" role="status">
        {stageWords(job)}
      </Text>
      <Progress.Root size="lg" mt={4}>
        <Progress.Section value={share} aria-label={`${job.name}: years stored`} />
      </Progress.Root>
      {progress.rows > 0 && (
        <Text size="xs" mt={6} className={classes['numbers'] ?? ''}>
          {paceWords(progress)}
        </Text>
      )}
      <SimpleGrid cols={{ base: 2, sm: 4, lg: 6 }} mt="sm" spacing="xs">
        {Object.entries(progress.events).map(([type, count]) => (
          <div key={type}>
            <Text size="xs" c="dimmed">
              {eventName(type)}
            </Text>
            <Text className={classes['numbers'] ?? ''} fw={600}>
              {people(count)}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Paper>
  );
}
