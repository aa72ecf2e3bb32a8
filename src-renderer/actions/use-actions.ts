import { useDocuments } from '../state/documents.ts';
import { useSession } from '../state/session.ts';
import { useStudy } from '../state/study.ts';
import { ACTIONS } from './registry.ts';

/** An action as it stands now. */
export interface ActionNow {
  readonly actionId: string;
  readonly title: string;
  /** Why it cannot be used; null when it can. */
  readonly obstacle: string | null;
  readonly shortcut: string | null;
}

/** Has the component follow everything that titles and obstacles of actions depend on. */
function useEverythingActionsReadFrom(): void {
  useDocuments();
  useStudy();
  useSession();
}

/** One action, kept up to date. @throws RangeError for an id that is none. */
export function useAction(actionId: string): ActionNow {
  useEverythingActionsReadFrom();
  const action = ACTIONS.get(actionId);
  if (action === undefined) throw new RangeError(`there is no action ${actionId}`);
  return { actionId, title: action.title(), obstacle: action.obstacle(), shortcut: action.shortcut };
}

/** All actions, kept up to date. */
export function useActions(): readonly (ActionNow & {
  readonly section: string;
  readonly keywords: readonly string[];
})[] {
  useEverythingActionsReadFrom();
  return [...ACTIONS.values()].map(({ actionId, title, obstacle, shortcut, section, keywords }) => ({
    actionId,
    title: title(),
    obstacle: obstacle(),
    shortcut,
    section,
    keywords,
  }));
}
