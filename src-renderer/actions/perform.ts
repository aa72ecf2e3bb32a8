import { reportDone, reportFailure } from '../components/notify.ts';
import { useDialog } from '../state/dialogs.ts';
import { ACTIONS } from './registry.ts';
import { isShortcut } from './shortcut.ts';

/** Does an action, or says why it cannot be done now; a failure is told. */
export function perform(actionId: string): void {
  const action = ACTIONS.get(actionId);
  if (action === undefined) return;
  const obstacle = action.obstacle();
  if (obstacle !== null) {
    reportDone(obstacle);
    return;
  }
  Promise.resolve()
    .then(() => action.run())
    .catch(reportFailure);
}

/** Performs the action whose shortcut is pressed. */
export function performByKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || useDialog.getState().dialog !== null) return;
  for (const { actionId, shortcut } of ACTIONS.values()) {
    if (shortcut === null || !isShortcut(shortcut, event)) continue;
    event.preventDefault();
    perform(actionId);
    return;
  }
}
