import type { MenuAction } from '../../src-shared/api/host-bridge.ts';
import type { MenuItem } from './electron-parts.ts';

const SEPARATOR: MenuItem = { type: 'separator' };

const SECTIONS: readonly {
  readonly section: MenuAction['section'];
  readonly label: string;
  /** What every application has there, after the actions of ours. */
  readonly usual: (isMac: boolean) => MenuItem[];
}[] = [
  { section: 'file', label: '&File', usual: (isMac) => [{ role: isMac ? 'close' : 'quit' }] },
  {
    section: 'edit',
    label: '&Edit',
    usual: () => [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
  },
  {
    section: 'view',
    label: '&View',
    usual: () => [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      SEPARATOR,
      { role: 'togglefullscreen' },
    ],
  },
  { section: 'run', label: '&Run', usual: () => [] },
  { section: 'help', label: '&Help', usual: () => [] },
];

/** The menu of the system: the actions of the page by section, and what every application has. */
export function menuTemplate(
  actions: readonly MenuAction[],
  isMac: boolean,
  choose: (actionId: string) => void,
): MenuItem[] {
  const sections = SECTIONS.flatMap(({ section, label, usual }): MenuItem[] => {
    const own = actions
      .filter((action) => action.section === section)
      .map(({ actionId, title, shortcut, isEnabled }): MenuItem => ({
        label: title,
        enabled: isEnabled,
        ...(shortcut === null ? {} : { accelerator: shortcut }),
        click: () => {
          choose(actionId);
        },
      }));
    const rest = usual(isMac);
    const items = own.length > 0 && rest.length > 0 ? [...own, SEPARATOR, ...rest] : [...own, ...rest];
    return items.length === 0 ? [] : [{ label, submenu: items }];
  });
  return isMac ? [{ role: 'appMenu' }, ...sections, { role: 'windowMenu' }] : sections;
}
