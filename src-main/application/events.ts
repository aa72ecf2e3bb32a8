import type { ApplicationEvent } from '../../src-shared/api/application.ts';
import type { Listener } from '../../src-shared/api/calls.ts';

/** Tells the windows what happened without being asked for. */
export class EventHub {
  readonly #listeners = new Set<Listener<ApplicationEvent>>();
  /** Files that were opened from outside before a window could listen. */
  #early: ApplicationEvent[] = [];

  emit(event: ApplicationEvent): void {
    if (this.#listeners.size === 0) {
      if (event.kind === 'fileOpened') this.#early.push(event);
      return;
    }
    for (const listener of this.#listeners) listener(event);
  }

  /** Lets a window listen until `closed` is aborted, and resolves then. */
  watch(listener: Listener<ApplicationEvent>, closed: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = (): void => {
        this.#listeners.delete(listener);
        resolve();
      };
      if (closed.aborted) {
        stop();
        return;
      }
      closed.addEventListener('abort', stop, { once: true });
      this.#listeners.add(listener);
      const early = this.#early;
      this.#early = [];
      for (const event of early) listener(event);
    });
  }
}
