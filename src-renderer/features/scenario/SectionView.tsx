import { Accordion, Badge, Group, Paper, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ScenarioReading } from '../../../src-shared/api/scenarios.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { Picture } from './Picture.tsx';
import { changedCount, ESSENTIALS, type Section, type SettingGroup } from './sections.ts';
import { SettingRow } from './SettingRow.tsx';

interface SectionViewProps {
  readonly section: Section;
  readonly groups: readonly SettingGroup[];
  readonly document: JsonObject;
  readonly reading: ScenarioReading;
  /** What stands between the heading and the settings. */
  readonly children?: ReactNode;
}

/** The settings of a section: those that stand for themselves first, the others folded by group. */
export function SectionView({ section, groups, document, reading, children }: SectionViewProps): ReactNode {
  const folded = groups.filter(({ groupId }) => groupId !== '');
  const [chosen, setOpen] = useState<readonly string[] | null>(null);
  const direct = groups.find(({ groupId }) => groupId === '');
  const firstFolded = folded[0];
  const open = chosen ?? (direct === undefined && firstFolded !== undefined ? [firstFolded.groupId] : []);
  const rows = ({ settings }: SettingGroup): ReactNode =>
    settings.map((setting) => (
      <SettingRow
        key={setting.pathText}
        setting={setting}
        document={document}
        reading={reading}
        hasSlider={section.sectionId === ESSENTIALS}
      />
    ));
  return (
    <section aria-labelledby="section">
      <Title order={3} size="h4" id="section">
        {section.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {section.help}
      </Text>
      {children}
      {direct !== undefined && (
        <Paper withBorder radius="md" px="md" py={4} mb="md">
          {rows(direct)}
        </Paper>
      )}
      {folded.length > 0 && (
        <Accordion
          multiple
          variant="contained"
          radius="md"
          order={4}
          value={[...open]}
          onChange={setOpen}
          transitionDuration={0}
        >
          {folded.map((group) => (
            <Accordion.Item key={group.groupId} value={group.groupId}>
              <Accordion.Control>
                <Group gap="sm" wrap="nowrap">
                  <div>
                    <Text size="sm" fw={600}>
                      {group.title}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {group.help}
                    </Text>
                  </div>
                  <ChangedBadge count={changedCount([group])} />
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                {open.includes(group.groupId) && (
                  <>
                    <Picture groupId={group.groupId} document={document} />
                    {rows(group)}
                  </>
                )}
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </section>
  );
}

function ChangedBadge({ count }: { readonly count: number }): ReactNode {
  if (count === 0) return null;
  return (
    <Badge size="sm" variant="light" color="yellow" c="var(--pa-changed)" tt="none" style={{ flexShrink: 0 }}>
      {count} changed
    </Badge>
  );
}
