import type { Endpoint } from 'comlink';

type Hear = (event: { readonly data: unknown }) => void;

/** What Comlink takes for a port: it posts into `post`, and hears what is emitted. */
export class LinkEndpoint implements Endpoint {
  readonly #listeners = new Map<EventListenerOrEventListenerObject, Hear>();
  readonly #post: (message: unknown) => void;

  constructor(post: (message: unknown) => void) {
    this.#post = post;
  }

  addEventListener(_type: string, listener: EventListenerOrEventListenerObject): void {
    this.#listeners.set(listener, ({ data }) => {
      const event = new MessageEvent('message', { data });
      if (typeof listener === 'function') listener(event);
      else listener.handleEvent(event);
    });
  }

  removeEventListener(_type: string, listener: EventListenerOrEventListenerObject): void {
    this.#listeners.delete(listener);
  }

  postMessage(message: unknown): void {
    this.#post(message);
  }

  emit(data: unknown): void {
    for (const hear of [...this.#listeners.values()]) hear({ data });
  }
}
