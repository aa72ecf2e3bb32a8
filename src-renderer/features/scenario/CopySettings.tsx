import {
  Alert,
  Badge,
  Button,
  Checkbox,
  Group,
  List,
  Paper,
  ScrollArea,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { RecentDocument } from '../../../src-shared/api/documents.ts';
import { reportDone, reportFailure } from '../../components/notify.ts';
import {
  addOpened,
  currentDocument,
  editDocument,
  useDocuments,
  type EditedDocument,
} from '../../state/documents.ts';
import { connectedHost } from '../../state/session.ts';
import { useLoaded } from '../../state/use-loaded.ts';
import { copiedValues, copyDifferences, COPIED_SECTIONS, withValues } from './copy-settings.ts';
import { plainSections } from './differences.ts';
import { DifferenceTable } from './DifferenceTable.tsx';
import type { Section } from './sections.ts';
import { labelOf } from './setting-words.ts';

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;

/** Copies groups of settings of the scenario that is shown to others, with a preview of what changes in each. */
export function CopySettings({ onDone }: { readonly onDone: () => void }): ReactNode {
  const source = useDocuments(currentDocument);
  const open = useDocuments((documents) => documents.open);
  const recent = useLoaded('recent', () => connectedHost().api.documents.recent());
  const [sectionIds, setSectionIds] = useState<readonly string[]>([]);
  const [targetIds, setTargetIds] = useState<readonly string[]>([]);
  if (source === null) return null;
  const others = open.filter(({ documentId }) => documentId !== source.documentId);
  const targets = others.filter(({ documentId }) => targetIds.includes(documentId));
  const sections = COPIED_SECTIONS.filter(({ sectionId }) => sectionIds.includes(sectionId));
  const closed =
    recent.state === 'ready'
      ? recent.value.filter(({ exists, path }) => exists && !open.some((document) => document.path === path))
      : [];
  const choose = (documentId: string): void => {
    setTargetIds((chosen) => [...chosen.filter((id) => id !== documentId), documentId]);
  };
  const openRecent = async ({ recentId }: RecentDocument): Promise<void> => {
    const opened = await connectedHost().api.documents.openRecent({ recentId });
    addOpened(opened);
    choose(opened.documentId);
  };
  const openFile = async (): Promise<void> => {
    const { api, bridge } = connectedHost();
    const file = await bridge.chooseFile('scenario');
    if (file === null) return;
    const opened = await api.documents.open({ fileId: file.fileId });
    addOpened(opened);
    if (opened.documentId !== source.documentId) choose(opened.documentId);
  };
  const changed = targets.filter(
    ({ document }) => copyDifferences(source.document, document, sections).length > 0,
  );
  const apply = (): void => {
    const what = sections.map(({ title }) => title.toLowerCase()).join(', ');
    for (const { documentId, document } of changed)
      editDocument(
        documentId,
        `Copy ${what} from ${source.title}`,
        copiedValues(source.document, document, sections),
      );
    reportDone(
      `Copied to ${changed.map(({ title }) => `“${title}”`).join(', ')}. It can be undone there; nothing is saved yet.`,
    );
    onDone();
  };
  return (
    <Stack gap="md">
      <Group align="flex-start" wrap="nowrap" gap="lg">
        <Checkbox.Group
          label={`Settings of “${source.title}”`}
          value={[...sectionIds]}
          onChange={setSectionIds}
          style={{ flex: '0 0 270px' }}
        >
          <Stack gap={6} mt={6}>
            {COPIED_SECTIONS.map((section) => (
              <Checkbox
                key={section.sectionId}
                value={section.sectionId}
                label={section.title}
                description={differsText(source, targets, section)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Stack gap="xs" style={{ flex: 1, minWidth: 0 }}>
          <Checkbox.Group label="To" value={[...targetIds]} onChange={setTargetIds}>
            <Stack gap={6} mt={6}>
              {others.length === 0 && (
                <Text size="sm" c="dimmed">
                  No other scenario is open. Add one from a file.
                </Text>
              )}
              {others.map(({ documentId, title, path }) => (
                <Checkbox key={documentId} value={documentId} label={title} title={path ?? 'Not saved yet'} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                openFile().catch(reportFailure);
              }}
            >
              Add a file
            </Button>
            {closed.slice(0, 4).map((file) => (
              <Button
                key={file.recentId}
                size="compact-sm"
                variant="subtle"
                title={file.path}
                onClick={() => {
                  openRecent(file).catch(reportFailure);
                }}
              >
                Add {file.title}
              </Button>
            ))}
          </Group>
          <ScrollArea.Autosize
            mah={360}
            type="auto"
            viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Preview' }}
          >
            <Stack gap="sm">
              {sections.length === 0 || targets.length === 0 ? (
                <Text size="sm" c="dimmed">
                  Choose what to copy and where to: the changes are shown here before they are made.
                </Text>
              ) : (
                targets.map((target) => (
                  <TargetPreview
                    key={target.documentId}
                    source={source}
                    target={target}
                    sections={sections}
                  />
                ))
              )}
            </Stack>
          </ScrollArea.Autosize>
        </Stack>
      </Group>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button disabled={changed.length === 0} onClick={apply}>
          {changed.length === 0 ? 'Copy' : `Copy to ${counted(changed.length, 'scenario', 'scenarios')}`}
        </Button>
      </Group>
    </Stack>
  );
}

function differsText(
  { document }: EditedDocument,
  targets: readonly EditedDocument[],
  section: Section,
): string {
  if (targets.length === 0) return section.help;
  const counts = targets.map((target) => copyDifferences(document, target.document, [section]).length);
  if (counts.every((count) => count === 0)) return 'The same already';
  return targets
    .flatMap(({ title }, index) => {
      const count = counts[index] ?? 0;
      return count === 0 ? [] : [`${title}: ${counted(count, 'change', 'changes')}`];
    })
    .join(' · ');
}

function TargetPreview({
  source,
  target,
  sections,
}: {
  readonly source: EditedDocument;
  readonly target: EditedDocument;
  readonly sections: readonly Section[];
}): ReactNode {
  const differences = copyDifferences(source.document, target.document, sections);
  const copied = withValues(target.document, copiedValues(source.document, target.document, sections));
  const key = `${target.documentId} ${sections.map(({ sectionId }) => sectionId).join()}`;
  const reading = useLoaded(key, () => connectedHost().api.scenarios.read({ document: copied }));
  const findings = reading.state === 'ready' ? reading.value.findings : [];
  return (
    <Paper withBorder radius="md" p="sm">
      <Group gap="xs" mb={4}>
        <Title order={3} size="h6">
          {target.title}
        </Title>
        <Badge variant="light" color="gray" c="var(--mantine-color-text)" tt="none">
          {differences.length === 0
            ? 'nothing changes'
            : counted(differences.length, 'setting changes', 'settings change')}
        </Badge>
      </Group>
      {findings.length > 0 && (
        <Alert color="red" p="xs" mb="xs" title="The result cannot be run as it is">
          <List size="sm">
            {findings.slice(0, 6).map(({ setting, message }) => (
              <List.Item key={`${setting} ${message}`}>
                {labelOf(copied, setting)}: {message}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {differences.length > 0 && (
        <DifferenceTable
          label={`Changes in ${target.title}`}
          before="Now"
          after="After copying"
          sections={plainSections(differences, [copied, target.document])}
        />
      )}
    </Paper>
  );
}
