import type { CensusColumns } from '../../../src-shared/columns.ts';
import type { ToEngine } from './engine-messages.ts';

/** Texts of one message: about as many as can be copied in a few milliseconds. */
const TEXTS_PER_MESSAGE = 20_000;

type ColumnMessage = Extract<ToEngine, { kind: 'column' }>;

/**
 * A census as messages of one column each, and of a slice of a column where it is a list of texts. Sending a million
 * rows as one message would hold the event loop for hundreds of milliseconds.
 */
export function* censusMessages(census: CensusColumns): Generator<ColumnMessage> {
  yield* messagesOf([], census);
}

function* messagesOf(path: readonly string[], value: object): Generator<ColumnMessage> {
  for (const [key, inner] of Object.entries<unknown>(value as Record<string, unknown>)) {
    const at = [...path, key];
    if (Array.isArray(inner)) {
      const texts: readonly unknown[] = inner;
      for (let first = 0; first === 0 || first < texts.length; first += TEXTS_PER_MESSAGE)
        yield { kind: 'column', path: at, value: texts.slice(first, first + TEXTS_PER_MESSAGE) };
    } else if (typeof inner === 'object' && inner !== null && !ArrayBuffer.isView(inner)) {
      yield* messagesOf(at, inner);
    } else {
      yield { kind: 'column', path: at, value: ownBuffer(inner) };
    }
  }
}

/** A copy of a column that is a part of a larger buffer: the whole buffer would be sent with it. */
function ownBuffer(value: unknown): unknown {
  if (
    value instanceof Int32Array ||
    value instanceof Float64Array ||
    value instanceof Uint8Array ||
    value instanceof Int8Array
  )
    return value.byteLength === value.buffer.byteLength ? value : value.slice();
  return value;
}

/** Puts the columns of a census together again, in the thread that received them. */
export class CensusAssembly {
  readonly #root: Record<string, unknown> = {};

  add({ path, value }: ColumnMessage): void {
    let parent = this.#root;
    for (const key of path.slice(0, -1)) {
      const child = parent[key];
      const next: Record<string, unknown> = isRecord(child) ? child : {};
      parent[key] = next;
      parent = next;
    }
    const key = path.at(-1);
    if (key === undefined) return;
    const present = parent[key];
    if (Array.isArray(present) && Array.isArray(value)) for (const text of value) present.push(text);
    else parent[key] = value;
  }

  /** The census, once every message has been added. */
  finish(): CensusColumns {
    const whole: unknown = this.#root;
    return whole as CensusColumns;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
