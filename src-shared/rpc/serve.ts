import { expose } from 'comlink';
import { checkArguments, type CallTable } from '../api/calls.ts';
import { PlanAlignError } from '../errors.ts';
import { LinkEndpoint } from './endpoint.ts';
import {
  asCall,
  asReply,
  failedResult,
  isListener,
  requestId,
  type CallMessage,
  type Reply,
} from './messages.ts';
import type { Pipe } from './pipe.ts';

/** What is offered to the other end of a pipe. */
export interface Offer {
  /** The calls that may be made, with the schemas of their arguments. */
  readonly calls: CallTable;
  /** Makes the API of one connection; `closed` is aborted when the other side is gone. */
  readonly api: (closed: AbortSignal) => object;
  /** Hears of defects: failures that are not of the catalogue. The caller is told INTERNAL without particulars. */
  readonly onDefect: (call: string, error: unknown) => void;
}

type Guarded = Readonly<Record<string, Readonly<Record<string, (...given: unknown[]) => unknown>>>>;

/**
 * Serves an API at one end of a pipe. Comlink by itself walks any path on what it exposes, `constructor` included,
 * so only the calls of the table get through to it, and it is given an object that has nothing but them.
 */
export function serveLink(pipe: Pipe, offer: Offer): void {
  const closing = new AbortController();
  const serving = new Set<string>();
  const send = (reply: Reply): void => {
    if (closing.signal.aborted) return;
    pipe.send(reply);
  };
  const endpoint = new LinkEndpoint((message) => {
    const id = requestId(message);
    if (id === null || !serving.delete(id)) return;
    try {
      const reply = asReply({ kind: 'result', message });
      if (reply === null) throw new TypeError('the result is not a plain value');
      send(reply);
    } catch (error) {
      offer.onDefect('result', error);
      send(failedResult(id, new PlanAlignError('INTERNAL', 'The result cannot be sent.')));
    }
  });
  expose(guard(offer, closing.signal), endpoint);

  const receive = (call: CallMessage): void => {
    serving.add(call.id);
    const argumentList = call.argumentList.map((argument) => {
      if (!isListener(argument)) return argument;
      const listenerId = String(argument.value);
      const value = (event: unknown): void => {
        if (serving.has(call.id)) send({ kind: 'event', listenerId, event });
      };
      return { ...argument, value };
    });
    endpoint.emit({ ...call, argumentList });
  };
  pipe.onValue((value) => {
    const id = requestId(value);
    if (id === null) return;
    const call = asCall(value);
    const isAllowed = call?.path.length === 2 && offer.calls.has(call.path.join('.')) && !serving.has(id);
    if (call !== null && isAllowed) receive(call);
    else send(failedResult(id, new PlanAlignError('CALL_INVALID', 'There is no such call.')));
  });
  pipe.onClose(() => {
    serving.clear();
    closing.abort();
  });
}

/** The API reduced to the calls of the table, each with its arguments checked and its failures sorted. */
function guard({ calls, api, onDefect }: Offer, closed: AbortSignal): Guarded {
  const target = api(closed);
  const parts: Record<string, Record<string, (...given: unknown[]) => unknown>> = {};
  for (const [name, schemas] of calls) {
    const [part = '', call = ''] = name.split('.');
    const service: unknown = Reflect.get(target, part);
    const method: unknown =
      typeof service === 'object' && service !== null ? Reflect.get(service, call) : undefined;
    if (typeof method !== 'function') throw new TypeError(`the API has no ${name}`);
    parts[part] ??= {};
    parts[part][call] = async (...given) => {
      try {
        const result: unknown = await Reflect.apply(method, service, checkArguments(name, schemas, given));
        return result;
      } catch (error) {
        if (error instanceof PlanAlignError) throw error;
        onDefect(name, error);
        throw new PlanAlignError('INTERNAL', 'See the log file for the cause.');
      }
    };
  }
  return parts;
}
