import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { perform } from '../actions/perform.ts';
import { paletteStore } from '../actions/palette.ts';
import { showShortcut } from '../actions/shortcut.ts';
import { useActions } from '../actions/use-actions.ts';
import { goToPlace } from '../state/navigation.ts';
import { pinPlace, usePins } from '../state/pins.ts';

/** Everything that can be done, found by the words a planner uses. */
export function Palette(): ReactNode {
  const pins = (usePins((state) => state.pins) ?? []).map((pin): SpotlightActionData => ({
    id: `pin.${pin.pinId}`,
    label: `Open the comparison “${pin.name}”`,
    keywords: ['pin', 'compare', ...pin.runs.map(({ name }) => name)],
    onClick: () => {
      goToPlace(pinPlace(pin));
    },
  }));
  const actions = useActions().map(
    ({ actionId, title, obstacle, shortcut, keywords }): SpotlightActionData => ({
      id: actionId,
      label: title,
      keywords: [...keywords],
      ...(obstacle === null ? {} : { description: obstacle, disabled: true }),
      ...(shortcut === null ? {} : { rightSection: showShortcut(shortcut) }),
      onClick: () => {
        perform(actionId);
      },
    }),
  );
  return (
    <Spotlight
      store={paletteStore}
      actions={[...actions, ...pins]}
      shortcut={null}
      highlightQuery
      scrollable
      maxHeight={420}
      limit={12}
      nothingFound="Nothing of this name. Try “run”, “save” or “theme”."
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: 'What do you want to do?',
        'aria-label': 'Find an action',
      }}
      transitionProps={{ duration: 0 }}
    />
  );
}
