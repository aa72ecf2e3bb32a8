import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Menu,
  Progress,
  Text,
  Title,
  Tooltip,
  UnstyledButton,
} from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronDown,
  IconPlayerPlay,
  IconSearch,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { perform } from '../actions/perform.ts';
import { useAction } from '../actions/use-actions.ts';
import { people } from '../components/format.ts';
import { reportFailure } from '../components/notify.ts';
import { currentDocument, useDocuments } from '../state/documents.ts';
import { runningJob, shareDone, useJobs } from '../state/jobs.ts';
import { goTo } from '../state/navigation.ts';
import { useSession } from '../state/session.ts';
import { chooseCensus, chosenCensus, useStudy } from '../state/study.ts';
import { MenuBar } from './MenuBar.tsx';
import classes from './shell.module.css';

const ICONS = { 'edit.undo': IconArrowBackUp, 'edit.redo': IconArrowForwardUp, 'palette.open': IconSearch };

/** A button for an action, with its name as the tip. */
function IconAction({ actionId }: { readonly actionId: keyof typeof ICONS }): ReactNode {
  const { title, obstacle } = useAction(actionId);
  const Icon = ICONS[actionId];
  return (
    <Tooltip label={title} openDelay={400} transitionProps={{ duration: 0 }}>
      <ActionIcon
        variant="subtle"
        color="gray"
        {...(obstacle === null ? { c: 'var(--mantine-color-text)' } : {})}
        aria-label={title}
        disabled={obstacle !== null}
        onClick={() => {
          perform(actionId);
        }}
      >
        <Icon size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

/** What the window is about, with a list to switch it. */
function Switch({
  what,
  name,
  mark,
  children,
}: {
  readonly what: string;
  readonly name: string;
  readonly mark?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Menu position="bottom-start" shadow="md" transitionProps={{ duration: 0 }} width={280}>
      <Menu.Target>
        <UnstyledButton className={classes['switch'] ?? ''}>
          <Text size="xs" c="dimmed" lh={1.1} component="span" display="block">
            {what}
          </Text>
          <Group gap={4} wrap="nowrap" component="span">
            <Text size="sm" fw={550} truncate lh={1.25} component="span" maw={170}>
              {mark !== undefined && (
                <span className={classes['unsaved']} title={mark} role="img" aria-label={mark}>
                  ●{' '}
                </span>
              )}
              {name}
            </Text>
            <IconChevronDown size={14} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

function ScenarioSwitch(): ReactNode {
  const documents = useDocuments();
  const document = currentDocument(documents);
  return (
    <Switch
      what="Scenario"
      name={document?.title ?? 'None open'}
      {...(document?.dirty === true ? { mark: 'Unsaved changes' } : {})}
    >
      {documents.open.map(({ documentId, title, dirty }) => (
        <Menu.Item
          key={documentId}
          fw={documentId === documents.currentId ? 600 : 400}
          onClick={() => {
            useDocuments.setState({ currentId: documentId });
            goTo('scenario');
          }}
        >
          {title}
          {dirty ? ' (unsaved)' : ''}
        </Menu.Item>
      ))}
      {documents.open.length > 0 && <Menu.Divider />}
      {(['scenario.new', 'scenario.open', 'scenario.duplicate'] as const).map((actionId) => (
        <ActionItem key={actionId} actionId={actionId} />
      ))}
    </Switch>
  );
}

function ActionItem({ actionId }: { readonly actionId: string }): ReactNode {
  const { title, obstacle } = useAction(actionId);
  return (
    <Menu.Item
      disabled={obstacle !== null}
      onClick={() => {
        perform(actionId);
      }}
    >
      {title}
    </Menu.Item>
  );
}

function CensusSwitch(): ReactNode {
  const study = useStudy();
  const census = chosenCensus(study);
  return (
    <Switch what="Census" name={census?.name ?? 'None chosen'}>
      {(study.censuses ?? []).map(({ censusId, name, rows }) => (
        <Menu.Item
          key={censusId}
          fw={censusId === study.censusId ? 600 : 400}
          rightSection={
            <Text size="xs" c="dimmed">
              {people(rows)} people
            </Text>
          }
          onClick={() => {
            chooseCensus(censusId).catch(reportFailure);
          }}
        >
          {name}
        </Menu.Item>
      ))}
      {(study.censuses ?? []).length > 0 && <Menu.Divider />}
      <ActionItem actionId="census.import" />
      <ActionItem actionId="sample.open" />
    </Switch>
  );
}

/** The run that is going on, small; it opens the runs. */
function RunningJob(): ReactNode {
  const job = useJobs(({ jobs }) => runningJob(jobs));
  if (job === null) return null;
  const percent = Math.round(shareDone(job) * 100);
  return (
    <UnstyledButton
      onClick={() => {
        goTo('runs');
      }}
      w={110}
      title={job.name}
    >
      <Text size="xs" truncate>
        Running · {percent}%
      </Text>
      <Progress value={percent} size="sm" aria-label={`${job.name}, ${percent}% done`} />
    </UnstyledButton>
  );
}

function RunButton(): ReactNode {
  const { title, obstacle } = useAction('run.start');
  return (
    <Tooltip label={obstacle ?? ''} disabled={obstacle === null} transitionProps={{ duration: 0 }}>
      <Button
        size="xs"
        leftSection={<IconPlayerPlay size={15} aria-hidden />}
        {...(obstacle === null
          ? {}
          : { 'data-disabled': true, 'aria-disabled': true, 'aria-description': obstacle })}
        onClick={() => {
          perform('run.start');
        }}
      >
        {title}
      </Button>
    </Tooltip>
  );
}

/** Which study and scenario this is, and what can be done with it. */
export function TopBar(): ReactNode {
  const session = useSession();
  const isConnected = session.status === 'connected';
  return (
    <Group h="100%" px="md" gap="md" wrap="nowrap" justify="space-between">
      <Group gap="md" wrap="nowrap">
        <Title order={1} size="h5" className={classes['product'] ?? ''}>
          PlanAlign Studio
        </Title>
        {isConnected && session.host.bridge.kind === 'browser' && <MenuBar />}
      </Group>
      {isConnected && session.info.access === 'reader' && (
        <Group gap="sm" wrap="nowrap">
          <RunningJob />
          <Badge variant="default" tt="none">
            Read only
          </Badge>
          <IconAction actionId="palette.open" />
        </Group>
      )}
      {isConnected && session.info.access === 'owner' && (
        <Group gap="sm" wrap="nowrap">
          <ScenarioSwitch />
          <CensusSwitch />
          <RunningJob />
          <Group gap={2} wrap="nowrap">
            <IconAction actionId="edit.undo" />
            <IconAction actionId="edit.redo" />
            <IconAction actionId="palette.open" />
          </Group>
          <RunButton />
        </Group>
      )}
    </Group>
  );
}
