import { transferHandlers, type TransferHandler } from 'comlink';
import { ERROR_CATALOGUE, PlanAlignError, type ErrorCode, type ErrorPlace } from '../errors.ts';

/** A value in a message of Comlink: as it is, or as one of its handlers wrote it. */
export type WireValue =
  | { readonly type: 'RAW'; readonly value: unknown }
  | { readonly type: 'HANDLER'; readonly name: string; readonly value: unknown };

/** A call as Comlink makes it, the only one of its messages that crosses a link. */
export interface CallMessage {
  readonly id: string;
  readonly type: 'APPLY';
  readonly path: readonly string[];
  readonly argumentList: readonly WireValue[];
}

/** What the serving side sends: the answer to a call, or an event for one of its listeners. */
export type Reply =
  | { readonly kind: 'result'; readonly message: { readonly id: string } & WireValue }
  | { readonly kind: 'event'; readonly listenerId: string; readonly event: unknown };

type AnyFunction = (...values: readonly unknown[]) => unknown;

/** Name of the handler of functions: a link turns one into the id of a listener, and the id back into a function. */
const LISTENER = 'listener';
const FAILURE = 'throw';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

export const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function';

export const isListener = (value: WireValue): value is WireValue & { readonly type: 'HANDLER' } =>
  value.type === 'HANDLER' && value.name === LISTENER;

/** An error as it crosses: a failure of the catalogue whole, of any other its name and message only. */
interface WireFailure {
  readonly code: ErrorCode | null;
  readonly name: string;
  readonly detail: string;
  readonly place: ErrorPlace;
  readonly items: readonly string[];
}

function failureOf(error: unknown): WireFailure {
  if (error instanceof PlanAlignError) {
    const { name, code, detail, place, items } = error;
    return { code, name, detail, place: { ...place }, items: [...items] };
  }
  const name = error instanceof Error ? error.name : 'Error';
  const detail = error instanceof Error ? error.message : String(error);
  return { code: null, name, detail, place: {}, items: [] };
}

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERROR_CATALOGUE, code);

function errorOf(value: unknown): Error {
  const failure = isRecord(value) ? value : {};
  const { code, name, detail, place, items } = failure;
  const text = typeof detail === 'string' ? detail : '';
  if (!isErrorCode(code)) {
    const error = new Error(text);
    if (typeof name === 'string') error.name = name;
    return error;
  }
  const texts = Array.isArray(items) ? items.map(String) : [];
  return new PlanAlignError(code, text, isRecord(place) ? place : {}, texts);
}

/** The answer to a call that failed. */
export const failedResult = (id: string, error: unknown): Reply => ({
  kind: 'result',
  message: { id, type: 'HANDLER', name: FAILURE, value: failureOf(error) },
});

/**
 * Comlink is set up once for all links. Its own handler of proxies opens message ports, which no transport but a
 * thread has, and takes every remote object for one; its own handler of errors keeps neither code nor class.
 */
function prepareComlink(): void {
  transferHandlers.delete('proxy');
  const functions: TransferHandler<unknown, unknown> = {
    canHandle: (value): value is unknown => isFunction(value),
    serialize: (value) => [value, []],
    deserialize: (value) => value,
  };
  transferHandlers.set(LISTENER, functions);
  const original = transferHandlers.get(FAILURE);
  if (original === undefined) throw new Error('Comlink has no handler of errors');
  const failures: TransferHandler<unknown, unknown> = {
    // Only Comlink knows the mark of what was thrown.
    canHandle: (value): value is unknown => original.canHandle(value),
    serialize: (thrown) => [failureOf(isRecord(thrown) ? thrown['value'] : thrown), []],
    deserialize: (value) => {
      throw errorOf(value);
    },
  };
  transferHandlers.set(FAILURE, failures);
}

prepareComlink();

/** The id of a message that asks for an answer; null when it has none that an answer could name. */
export function requestId(value: unknown): string | null {
  const id = isRecord(value) ? value['id'] : undefined;
  return typeof id === 'string' && id !== '' && id.length <= 100 ? id : null;
}

/** A call in the one form that is allowed; null for every other message. */
export function asCall(value: unknown): CallMessage | null {
  const id = requestId(value);
  if (id === null || !isRecord(value) || value['type'] !== 'APPLY') return null;
  const path = asList(value['path'], (step) => typeof step === 'string');
  const argumentList = asList(value['argumentList'], isArgument);
  return path === null || argumentList === null ? null : { id, type: 'APPLY', path, argumentList };
}

function asList<Item>(value: unknown, isItem: (item: unknown) => item is Item): readonly Item[] | null {
  if (!Array.isArray(value)) return null;
  const items: readonly unknown[] = value;
  return items.every(isItem) ? items : null;
}

const isArgument = (value: unknown): value is WireValue =>
  isRecord(value) &&
  (value['type'] === 'RAW' ||
    (value['type'] === 'HANDLER' && value['name'] === LISTENER && typeof value['value'] === 'string'));

/** A message of the serving side; null for anything else. */
export function asReply(value: unknown): Reply | null {
  if (!isRecord(value)) return null;
  const { kind, message, listenerId, event } = value;
  if (kind === 'event' && typeof listenerId === 'string') return { kind, listenerId, event };
  const id = requestId(message);
  if (kind !== 'result' || id === null || !isRecord(message)) return null;
  const { type, name, value: content } = message;
  if (type === 'RAW') return { kind, message: { id, type, value: content } };
  if (type !== 'HANDLER' || name !== FAILURE) return null;
  return { kind, message: { id, type, name, value: content } };
}
