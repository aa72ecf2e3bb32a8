import { notifications } from '@mantine/notifications';
import { ERROR_CATALOGUE, PlanAlignError } from '../../src-shared/errors.ts';

/** What happened and what to do about it, in words. */
export function describeFailure(error: unknown): { readonly what: string; readonly detail: string } {
  if (!(error instanceof PlanAlignError))
    return { what: 'Something went wrong.', detail: error instanceof Error ? error.message : String(error) };
  const { what, fix } = ERROR_CATALOGUE[error.code];
  return { what, detail: [error.detail, fix].filter((part) => part !== '').join(' ') };
}

/** The way to close a message has a name for who cannot see its cross. */
const DISMISS = { 'aria-label': 'Dismiss the message' };

/** Tells of a failure; work that the user stopped is none. */
export function reportFailure(error: unknown): void {
  if (error instanceof PlanAlignError && error.code === 'CANCELLED') return;
  const { what, detail } = describeFailure(error);
  notifications.show({
    title: what,
    message: detail,
    color: 'red',
    autoClose: 12_000,
    role: 'alert',
    closeButtonProps: DISMISS,
  });
}

/** Tells that something is done. */
export function reportDone(message: string): void {
  notifications.show({ message, autoClose: 4_000, role: 'status', closeButtonProps: DISMISS });
}
