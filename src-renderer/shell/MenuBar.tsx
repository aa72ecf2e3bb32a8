import { Button, Group, Kbd, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MenuAction } from '../../src-shared/api/host-bridge.ts';
import { perform } from '../actions/perform.ts';
import { showShortcut } from '../actions/shortcut.ts';
import { useActions } from '../actions/use-actions.ts';
import { useIsReader } from '../state/session.ts';

const SECTIONS: readonly { readonly section: MenuAction['section']; readonly title: string }[] = [
  { section: 'file', title: 'File' },
  { section: 'edit', title: 'Edit' },
  { section: 'view', title: 'View' },
  { section: 'run', title: 'Run' },
  { section: 'help', title: 'Help' },
];

/** The menu of the application, where the program around the page has none. */
export function MenuBar(): ReactNode {
  const actions = useActions();
  const readsOnly = useIsReader();
  return (
    <Group gap={0} wrap="nowrap" role="group" aria-label="Menu">
      {SECTIONS.filter(({ section }) => !readsOnly || section === 'view' || section === 'help').map(
        ({ section, title }) => (
          <Menu
            key={section}
            position="bottom-start"
            width={300}
            shadow="md"
            transitionProps={{ duration: 0 }}
          >
            <Menu.Target>
              <Button variant="subtle" color="gray" c="var(--mantine-color-text)" size="compact-sm" fw={450}>
                {title}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {actions
                .filter((action) => action.section === section)
                .map(({ actionId, title: name, obstacle, shortcut }) => (
                  <Menu.Item
                    key={actionId}
                    disabled={obstacle !== null}
                    title={obstacle ?? name}
                    onClick={() => {
                      perform(actionId);
                    }}
                    rightSection={shortcut === null ? null : <Kbd size="xs">{showShortcut(shortcut)}</Kbd>}
                  >
                    {name}
                  </Menu.Item>
                ))}
            </Menu.Dropdown>
          </Menu>
        ),
      )}
    </Group>
  );
}
