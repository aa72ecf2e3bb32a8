import { ActionIcon, Button, Group, Select, Stack, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowsExchange, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { diffDocuments } from '../../../src-shared/scenario/diff-settings.ts';
import { FailureNote, EmptyNote } from '../../components/notes.tsx';
import { reportDone, reportFailure } from '../../components/notify.ts';
import { Placeholder } from '../../components/Placeholder.tsx';
import { differencesText, plainSections } from '../../features/scenario/differences.ts';
import { DifferenceTable } from '../../features/scenario/DifferenceTable.tsx';
import { settingPlace } from '../../features/scenario/setting-place.ts';
import {
  DEFAULT_VERSION,
  loadVersion,
  openVersion,
  usualBase,
  versionsOf,
  type Version,
} from '../../features/scenario/versions.ts';
import { currentDocument, useDocuments } from '../../state/documents.ts';
import { changeView, goTo, goToPlace, useView } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { useLoaded } from '../../state/use-loaded.ts';

const grouped = (versions: readonly Version[]) =>
  [...new Set(versions.map(({ group }) => group))].map((group) => ({
    group,
    items: versions
      .filter((version) => version.group === group)
      .map(({ versionId, label }) => ({ value: versionId, label })),
  }));

/** The settings in which any two versions of scenarios differ. */
export default function DifferencesPage(): ReactNode {
  const open = useDocuments((documents) => documents.open);
  const current = useDocuments(currentDocument);
  const lists = useLoaded('versions', async () => {
    const { scenarios, runs } = connectedHost().api;
    const [templates, all] = await Promise.all([scenarios.templates(), runs.list()]);
    return { templates, runs: all };
  });
  const chosenBefore = useView('before');
  const chosenAfter = useView('after');
  const { templates, runs } = lists.state === 'ready' ? lists.value : { templates: [], runs: [] };
  const versions = versionsOf(open, templates, runs);
  const known = (chosen: string | null, usual: string): string =>
    chosen !== null && (lists.state !== 'ready' || versions.some(({ versionId }) => versionId === chosen))
      ? chosen
      : usual;
  const after = known(chosenAfter, current === null ? DEFAULT_VERSION : openVersion(current.documentId));
  const before = known(chosenBefore, current === null ? DEFAULT_VERSION : usualBase(current));
  const labelOf = (id: string): string => versions.find(({ versionId }) => versionId === id)?.label ?? '';
  // What is edited meanwhile is compared as it is now.
  const stamp = open.map(({ history }) => history.done.length).join();
  const loaded = useLoaded(`${before} ${after} ${stamp}`, () =>
    Promise.all([loadVersion(before), loadVersion(after)]),
  );
  const data = grouped(versions);
  return (
    <Stack gap="md" maw={1200}>
      <div>
        <Title order={2} size="h3">
          Differences between scenarios
        </Title>
        <Text size="sm" c="dimmed">
          Any two versions: as they are now, as saved, as a run used them, the parent, the default.
        </Text>
      </div>
      <Group align="flex-end" gap="sm">
        <Select
          label="Before"
          w={340}
          searchable
          allowDeselect={false}
          data={data}
          value={before}
          onChange={(next) => {
            changeView({ before: next });
          }}
        />
        <Tooltip label="Swap the two">
          <ActionIcon
            variant="default"
            size={36}
            aria-label="Swap the two"
            onClick={() => {
              changeView({ before: after, after: before });
            }}
          >
            <IconArrowsExchange size={18} />
          </ActionIcon>
        </Tooltip>
        <Select
          label="After"
          w={340}
          searchable
          allowDeselect={false}
          data={data}
          value={after}
          onChange={(next) => {
            changeView({ after: next });
          }}
        />
      </Group>
      {loaded.state === 'loading' && <Placeholder height={300} label="Comparing the scenarios" />}
      {loaded.state === 'failed' && <FailureNote error={loaded.error} />}
      {loaded.state === 'ready' && (
        <Differences
          before={labelOf(before)}
          after={labelOf(after)}
          documents={loaded.value}
          onShow={
            current !== null && after === openVersion(current.documentId)
              ? (path) => {
                  goToPlace(settingPlace(current.document, path));
                }
              : null
          }
        />
      )}
    </Stack>
  );
}

function Differences({
  before,
  after,
  documents: [first, second],
  onShow,
}: {
  readonly before: string;
  readonly after: string;
  readonly documents: readonly [JsonObject, JsonObject];
  readonly onShow: ((path: string) => void) | null;
}): ReactNode {
  const differences = diffDocuments(first, second);
  const sections = plainSections(differences, [second, first]);
  const copy = (): void => {
    navigator.clipboard.writeText(differencesText(before, after, sections)).then(() => {
      reportDone('The differences are on the clipboard.');
    }, reportFailure);
  };
  if (differences.length === 0)
    return (
      <EmptyNote
        title="The two are the same"
        text="Every setting has the same value in both. Choose another version, or change a setting."
        action={
          <Button
            variant="default"
            onClick={() => {
              goTo('scenario');
            }}
          >
            Go to the scenario
          </Button>
        }
      />
    );
  return (
    <>
      <Group justify="space-between">
        <Text fw={600} role="status">
          {differences.length === 1 ? '1 setting differs' : `${differences.length} settings differ`}
        </Text>
        <Button size="xs" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy}>
          Copy as text
        </Button>
      </Group>
      <DifferenceTable
        label="Settings that differ"
        before={before}
        after={after}
        sections={sections}
        {...(onShow === null ? {} : { onShow })}
      />
    </>
  );
}
