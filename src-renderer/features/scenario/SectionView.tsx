import { Accordion, Badge, Group, Paper, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
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
  /** Path of a setting to bring into view and to focus; null for none. */
  readonly setting: string | null;
  /** What stands between the heading and the settings. */
  readonly children?: ReactNode;
}

/** The settings of a section: those that stand for themselves first, the others folded by group. */
export function SectionView(props: SectionViewProps): ReactNode {
  const { section, groups, document, reading, setting, children } = props;
  const frame = useRef<HTMLElement>(null);
  const folded = groups.filter(({ groupId }) => groupId !== '');
  const [chosen, setOpen] = useState<readonly string[] | null>(null);
  const direct = groups.find(({ groupId }) => groupId === '');
  const firstFolded = folded[0];
  const sought = setting === null ? null : groupWith(groups, setting);
  useEffect(() => {
    if (setting === null) return;
    if (sought !== null && sought.groupId !== '') setOpen((present) => [...(present ?? []), sought.groupId]);
    // The group has to be open before its field can be focused.
    const frameId = requestAnimationFrame(() => {
      if (frame.current !== null) focusSetting(frame.current, setting);
    });
    return () => {
      cancelAnimationFrame(frameId);
    };
  }, [setting, sought?.groupId]);
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
    <section aria-labelledby="section" ref={frame}>
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

const isWithin = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);

/** The group that a setting, or a part of one, stands in. */
const groupWith = (groups: readonly SettingGroup[], path: string): SettingGroup | null =>
  groups.find(({ settings }) => settings.some(({ pathText }) => isWithin(path, pathText))) ?? null;

/** Brings a setting into view and puts the cursor into its field. */
function focusSetting(frame: HTMLElement, path: string): void {
  const row = [...frame.querySelectorAll<HTMLElement>('[data-setting]')].find((element) =>
    isWithin(path, element.dataset['setting'] ?? ''),
  );
  row?.scrollIntoView({ block: 'center' });
  row?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, [role="slider"]')?.focus();
}

function ChangedBadge({ count }: { readonly count: number }): ReactNode {
  if (count === 0) return null;
  return (
    <Badge size="sm" variant="light" color="yellow" c="var(--pa-changed)" tt="none" style={{ flexShrink: 0 }}>
      {count} changed
    </Badge>
  );
}
