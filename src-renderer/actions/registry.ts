import { PAGES } from '../pages/registry.ts';
import { showDialog } from '../state/dialogs.ts';
import {
  currentDocument,
  redo,
  settleEdits,
  undo,
  useDocuments,
  type EditedDocument,
} from '../state/documents.ts';
import { goTo } from '../state/navigation.ts';
import { changePreferences, connectedHost, isReader, useSession } from '../state/session.ts';
import { chooseSampleCensus, chosenCensus, useStudy } from '../state/study.ts';
import { always, type Action } from './action.ts';
import * as commands from './document-commands.ts';
import { openPalette } from './palette.ts';

const READS_ONLY = 'This window only reads: ask the owner of the workspace.';

const shown = (): EditedDocument | null => currentDocument(useDocuments.getState());

const NO_SCENARIO = 'Open a scenario first.';
const needsScenario = (): string | null => (shown() === null ? NO_SCENARIO : null);

/** Why the scenario that is shown cannot be run; null when it can. */
function runObstacle(): string | null {
  const document = shown();
  if (document === null) return NO_SCENARIO;
  const findings = document.reading.findings.length;
  if (findings > 0)
    return findings === 1
      ? 'Correct the setting that is marked first.'
      : `Correct the ${findings} settings that are marked first.`;
  return chosenCensus(useStudy.getState()) === null ? 'Choose a census first.' : null;
}

async function runScenario(): Promise<void> {
  const document = shown();
  const census = chosenCensus(useStudy.getState());
  if (document === null || census === null) return;
  const { documentId, title } = document;
  await settleEdits(documentId);
  const { runs } = connectedHost().api;
  await runs.start({ name: title, scenario: document.document, documentId, censusId: census.censusId });
  goTo('runs');
}

/** Opens the sample study: the census, and a scenario to try on it. */
async function openSample(): Promise<void> {
  await chooseSampleCensus();
  if (shown() === null) await commands.openBaseline();
  else goTo('scenario');
}

const DOCUMENT_ACTIONS: readonly Action[] = [
  {
    actionId: 'scenario.new',
    section: 'file',
    title: () => 'New scenario',
    keywords: ['create', 'template', 'baseline', 'hiring freeze'],
    shortcut: 'CmdOrCtrl+Alt+N',
    obstacle: always,
    run: commands.newScenario,
  },
  {
    actionId: 'scenario.open',
    section: 'file',
    title: () => 'Open scenario',
    keywords: ['file', 'load', 'planalign'],
    shortcut: 'CmdOrCtrl+O',
    obstacle: always,
    run: commands.openScenario,
  },
  {
    actionId: 'sample.open',
    section: 'file',
    title: () => 'Open sample study',
    keywords: ['example', 'demo', 'try'],
    shortcut: null,
    obstacle: always,
    run: openSample,
  },
  {
    actionId: 'census.import',
    section: 'file',
    title: () => 'Import census',
    keywords: ['employees', 'csv', 'excel', 'file'],
    shortcut: 'CmdOrCtrl+I',
    obstacle: always,
    run: commands.chooseCensusFile,
  },
  {
    actionId: 'scenario.save',
    section: 'file',
    title: () => 'Save scenario',
    keywords: ['file', 'keep'],
    shortcut: 'CmdOrCtrl+S',
    obstacle: needsScenario,
    run: commands.saveScenario,
  },
  {
    actionId: 'scenario.saveAs',
    section: 'file',
    title: () => 'Save scenario as',
    keywords: ['file', 'copy', 'name'],
    shortcut: 'CmdOrCtrl+Shift+S',
    obstacle: needsScenario,
    run: commands.saveScenarioAs,
  },
  {
    actionId: 'scenario.export',
    section: 'file',
    title: () => 'Export a copy of the scenario',
    keywords: ['download', 'send', 'file'],
    shortcut: null,
    obstacle: needsScenario,
    run: commands.exportScenario,
  },
  {
    actionId: 'scenario.duplicate',
    section: 'file',
    title: () => 'Duplicate scenario',
    keywords: ['copy', 'variant', 'alternative'],
    shortcut: 'CmdOrCtrl+D',
    obstacle: needsScenario,
    run: commands.duplicateScenario,
  },
  {
    actionId: 'scenario.newChild',
    section: 'file',
    title: () => 'New scenario with this one as parent',
    keywords: ['new child', 'inherit', 'variant', 'family'],
    shortcut: null,
    obstacle: needsScenario,
    run: commands.newChild,
  },
  {
    actionId: 'scenario.revert',
    section: 'file',
    title: () => 'Revert to the saved version',
    keywords: ['undo all', 'reload', 'drop changes'],
    shortcut: null,
    obstacle: () => {
      const document = shown();
      if (document === null) return NO_SCENARIO;
      return document.path === null ? 'The scenario was never saved.' : null;
    },
    run: commands.revertScenario,
  },
  {
    actionId: 'scenario.close',
    section: 'file',
    title: () => 'Close scenario',
    keywords: ['done'],
    shortcut: 'CmdOrCtrl+Alt+W',
    obstacle: needsScenario,
    run: commands.closeScenario,
  },
];

const EDIT_ACTIONS: readonly Action[] = [
  {
    actionId: 'edit.undo',
    section: 'edit',
    title: () => {
      const label = shown()?.history.done.at(-1)?.label;
      return label === undefined ? 'Undo' : `Undo: ${label}`;
    },
    keywords: ['back', 'take back'],
    shortcut: 'CmdOrCtrl+Z',
    obstacle: () => (shown()?.history.done.length ? null : 'There is nothing to undo.'),
    run: () => void undo(),
  },
  {
    actionId: 'edit.redo',
    section: 'edit',
    title: () => {
      const label = shown()?.history.undone.at(-1)?.label;
      return label === undefined ? 'Redo' : `Redo: ${label}`;
    },
    keywords: ['again', 'forward'],
    shortcut: 'CmdOrCtrl+Shift+Z',
    obstacle: () => (shown()?.history.undone.length ? null : 'There is nothing to redo.'),
    run: () => void redo(),
  },
];

const needsParent = (): string | null =>
  needsScenario() ?? (shown()?.parent === null ? 'The scenario has no parent.' : null);

const SCENARIO_ACTIONS: readonly Action[] = [
  {
    actionId: 'scenario.copySettings',
    section: 'edit',
    title: () => 'Copy settings to other scenarios',
    keywords: ['parameters', 'groups', 'sections', 'transfer', 'apply'],
    shortcut: null,
    obstacle: needsScenario,
    run: async () => {
      await showDialog('copySettings');
    },
  },
  {
    actionId: 'scenario.differences',
    section: 'edit',
    title: () => 'Show differences between scenarios',
    keywords: ['compare', 'diff', 'versions', 'saved', 'what changed'],
    shortcut: 'CmdOrCtrl+Shift+D',
    obstacle: always,
    run: () => {
      goTo('scenario-differences');
    },
  },
  {
    actionId: 'scenario.parentChange',
    section: 'edit',
    title: () => 'Show changes of the parent',
    keywords: ['inherit', 'family', 'moves', 'take over'],
    shortcut: null,
    obstacle: needsParent,
    run: commands.showParentMoves,
  },
  {
    actionId: 'scenario.attach',
    section: 'edit',
    title: () => ((shown()?.parent ?? null) === null ? 'Attach to a parent' : 'Attach to another parent'),
    keywords: ['inherit', 'family', 'child of', 'base'],
    shortcut: null,
    obstacle: needsScenario,
    run: commands.attachScenario,
  },
  {
    actionId: 'scenario.detach',
    section: 'edit',
    title: () => {
      const parent = shown()?.parent ?? null;
      return parent === null ? 'Detach from the parent' : `Detach from “${parent.title}”`;
    },
    keywords: ['parent', 'inherit', 'whole', 'independent'],
    shortcut: null,
    obstacle: needsParent,
    run: commands.detachScenario,
  },
];

const themeAction = (theme: 'system' | 'light' | 'dark', title: string): Action => ({
  actionId: `theme.${theme}`,
  section: 'view',
  title: () => title,
  keywords: ['theme', 'appearance', 'colour', 'mode'],
  shortcut: null,
  obstacle: () => {
    const session = useSession.getState();
    return session.status === 'connected' && session.preferences.theme === theme
      ? 'This is the theme already.'
      : null;
  },
  run: () => changePreferences({ theme }),
});

const VIEW_ACTIONS: readonly Action[] = [
  {
    actionId: 'palette.open',
    section: 'view',
    title: () => 'Find an action',
    keywords: ['command', 'palette', 'search'],
    shortcut: 'CmdOrCtrl+K',
    obstacle: always,
    run: openPalette,
  },
  ...PAGES.filter(({ belongsTo }) => belongsTo === undefined).map(
    ({ pageId, title, keywords, isForOwner }): Action => ({
      actionId: `go.${pageId}`,
      section: 'view',
      title: () => `Go to ${title.toLowerCase()}`,
      keywords,
      shortcut: null,
      obstacle: () => (isForOwner === true && isReader() ? READS_ONLY : null),
      run: () => {
        goTo(pageId);
      },
    }),
  ),
  {
    actionId: 'person.find',
    section: 'view',
    title: () => 'Find a person',
    keywords: ['employee', 'id', 'search', 'timeline', 'who'],
    shortcut: null,
    obstacle: always,
    run: () => {
      goTo('person');
    },
  },
  {
    actionId: 'settings.open',
    section: 'view',
    title: () => 'Settings',
    keywords: ['preferences', 'language', 'locale', 'number format', 'date format', 'theme'],
    shortcut: 'CmdOrCtrl+,',
    obstacle: always,
    run: async () => {
      await showDialog('settings');
    },
  },
  themeAction('light', 'Use the light theme'),
  themeAction('dark', 'Use the dark theme'),
  themeAction('system', 'Use the theme of the system'),
];

const RUN_ACTIONS: readonly Action[] = [
  {
    actionId: 'run.start',
    section: 'run',
    title: () => 'Run scenario',
    keywords: ['simulate', 'start', 'calculate'],
    shortcut: 'CmdOrCtrl+Enter',
    obstacle: runObstacle,
    run: runScenario,
  },
];

const HELP_ACTIONS: readonly Action[] = [
  {
    actionId: 'help.shortcuts',
    section: 'help',
    title: () => 'Show keyboard shortcuts',
    keywords: ['keys', 'help'],
    shortcut: 'CmdOrCtrl+/',
    obstacle: always,
    run: async () => {
      await showDialog('shortcuts');
    },
  },
  {
    actionId: 'help.about',
    section: 'help',
    title: () => 'Show version and health',
    keywords: ['about', 'workspace', 'log', 'help'],
    shortcut: null,
    obstacle: always,
    run: async () => {
      await showDialog('about');
    },
  },
];

/** An action that changes something, which a reader's window cannot do. */
const forOwner = (action: Action): Action => ({
  ...action,
  obstacle: () => (isReader() ? READS_ONLY : action.obstacle()),
});

/** Everything the user can do, in the order of the menu. Two of one id would be a defect. */
export const ACTIONS: ReadonlyMap<string, Action> = (() => {
  const all = [
    ...[...DOCUMENT_ACTIONS, ...EDIT_ACTIONS, ...SCENARIO_ACTIONS, ...RUN_ACTIONS].map(forOwner),
    ...VIEW_ACTIONS,
    ...HELP_ACTIONS,
  ];
  const byId = new Map(all.map((action) => [action.actionId, action]));
  if (byId.size < all.length) throw new Error('two actions have one id');
  return byId;
})();
