import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconLayoutList } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { reportDone } from '../components/notify.ts';
import { askChoice, askName } from '../state/dialogs.ts';
import { withView, type SavedView } from './grid-settings.ts';

const LONGEST_NAME = 60;

/** The saved views of a grid: columns, conditions and order under a name. */
export function ViewMenu({
  views,
  chosen,
  isChanged,
  present,
  onChoose,
  onViews,
}: {
  readonly views: readonly SavedView[];
  /** The view that is shown; null for none of them. */
  readonly chosen: SavedView | null;
  /** Whether something differs from the chosen view. */
  readonly isChanged: boolean;
  /** What is shown, under a name. */
  readonly present: (name: string) => SavedView;
  /** Shows a view; null shows everything as it is by default. */
  readonly onChoose: (view: SavedView | null) => void;
  /** Keeps other views, and shows the one of this name. */
  readonly onViews: (views: readonly SavedView[], shown: string | null) => void;
}): ReactNode {
  const nameFor = async (title: string, initial: string): Promise<string | null> => {
    const answer = await askName(title, 'Name of the view', initial, 'Save');
    const name = answer?.trim().slice(0, LONGEST_NAME) ?? '';
    if (name === '' || name === initial) return null;
    if (!views.some((view) => view.name === name)) return name;
    const choice = await askChoice('Replace the view?', `There is a view “${name}” already.`, [
      { value: 'replace', label: 'Replace', look: 'primary' },
    ]);
    return choice === 'replace' ? name : null;
  };
  const saveAs = async (): Promise<void> => {
    const name = await nameFor('Save as a view', '');
    if (name === null) return;
    onViews(withView(views, present(name)), name);
    reportDone(`Saved the view “${name}”.`);
  };
  const rename = async (view: SavedView): Promise<void> => {
    const name = await nameFor('Rename the view', view.name);
    if (name === null) return;
    const others = views.filter((other) => other !== view);
    onViews(withView(others, { ...view, name }), name);
  };
  const label = chosen === null ? 'Views' : `${chosen.name}${isChanged ? ' (changed)' : ''}`;
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          {...(chosen === null ? {} : { 'aria-label': `View: ${label}` })}
          leftSection={<IconLayoutList size={16} />}
          rightSection={<IconChevronDown size={14} />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            onChoose(null);
          }}
        >
          All rows and columns
        </Menu.Item>
        {views.length > 0 && <Menu.Label>Saved views</Menu.Label>}
        {views.map((view) => (
          <Menu.Item
            key={view.name}
            rightSection={view === chosen ? <IconCheck size={14} aria-label="shown" /> : null}
            onClick={() => {
              onChoose(view);
            }}
          >
            {view.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void saveAs()}>Save as a view …</Menu.Item>
        {chosen !== null && (
          <>
            {isChanged && (
              <Menu.Item
                onClick={() => {
                  onViews(withView(views, present(chosen.name)), chosen.name);
                }}
              >
                Save changes to “{chosen.name}”
              </Menu.Item>
            )}
            <Menu.Item onClick={() => void rename(chosen)}>Rename “{chosen.name}” …</Menu.Item>
            <Menu.Item
              color="red"
              onClick={() => {
                onViews(
                  views.filter((view) => view !== chosen),
                  null,
                );
                reportDone(`Deleted the view “${chosen.name}”.`);
              }}
            >
              Delete “{chosen.name}”
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
