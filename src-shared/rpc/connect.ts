import { wrap } from 'comlink';
import { PlanAlignError } from '../errors.ts';
import { LinkEndpoint } from './endpoint.ts';
import { asReply, failedResult, isFunction, isListener, requestId, type WireValue } from './messages.ts';
import type { Pipe } from './pipe.ts';

/** The calling side of a link. */
export interface Connection<Api> {
  /** Every call of it goes through the pipe; a function among the arguments hears events until the call returns. */
  readonly api: Api;
  /** Why the link ended, once it has. */
  readonly ended: Promise<string>;
  close(): void;
  /** What is under way: 0 when nothing is waited for. */
  readonly pending: { readonly calls: number; readonly listeners: number };
}

type Hear = (event: unknown) => unknown;

const closedFailure = (reason: string): PlanAlignError =>
  new PlanAlignError('LINK_CLOSED', `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`);

/** Calls an API at the other end of a pipe. Once the pipe ends, waiting and later calls fail with LINK_CLOSED. */
export function connectLink<Api extends object>(pipe: Pipe): Connection<Api> {
  const waiting = new Map<string, readonly string[]>();
  const listeners = new Map<string, Hear>();
  let endedBecause: string | null = null;
  let nextListener = 1;

  const settle = (id: string, message: unknown): void => {
    for (const listenerId of waiting.get(id) ?? []) listeners.delete(listenerId);
    waiting.delete(id);
    endpoint.emit(message);
  };
  const fail = (id: string, error: unknown): void => {
    const reply = failedResult(id, error);
    if (reply.kind === 'result') settle(id, reply.message);
  };
  const post = (message: unknown): void => {
    const id = requestId(message);
    if (id === null || typeof message !== 'object' || message === null) return;
    if ('type' in message && message.type === 'RELEASE') {
      // Comlink lets go of a proxy: the other side holds nothing for it.
      queueMicrotask(() => {
        endpoint.emit({ id, type: 'RAW' });
      });
      return;
    }
    const own: string[] = [];
    waiting.set(id, own);
    try {
      if (endedBecause !== null) throw closedFailure(endedBecause);
      const given: readonly WireValue[] =
        'argumentList' in message && Array.isArray(message.argumentList) ? message.argumentList : [];
      const argumentList = given.map((argument) => {
        if (!isListener(argument) || !isFunction(argument.value)) return argument;
        const listenerId = `${id}.${nextListener}`;
        nextListener += 1;
        listeners.set(listenerId, argument.value);
        own.push(listenerId);
        return { ...argument, value: listenerId };
      });
      pipe.send({ ...message, argumentList });
    } catch (error) {
      // Comlink waits for an answer from now on, not before.
      queueMicrotask(() => {
        fail(id, error);
      });
    }
  };
  const endpoint = new LinkEndpoint(post);

  pipe.onValue((value) => {
    const reply = asReply(value);
    if (reply === null) return;
    if (reply.kind === 'event') hear(listeners.get(reply.listenerId), reply.event);
    else if (waiting.has(reply.message.id)) settle(reply.message.id, reply.message);
  });
  const ended = new Promise<string>((resolve) => {
    pipe.onClose((reason) => {
      if (endedBecause !== null) return;
      endedBecause = reason;
      for (const id of [...waiting.keys()]) fail(id, closedFailure(reason));
      resolve(reason);
    });
  });

  const api: unknown = wrap(endpoint);
  return {
    api: api as Api,
    ended,
    close: () => {
      pipe.close();
    },
    get pending() {
      return { calls: waiting.size, listeners: listeners.size };
    },
  };
}

/** What a listener throws is its owner's affair and must not end the call it listens to. */
function hear(listener: Hear | undefined, event: unknown): void {
  try {
    const result = listener?.(event);
    if (result instanceof Promise)
      result.catch((error: unknown) => {
        reportError(error);
      });
  } catch (error) {
    reportError(error);
  }
}
