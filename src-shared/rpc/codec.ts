/**
 * Values as bytes, for transports without structured cloning. A frame is the length of the header in four bytes
 * (little endian), the header (UTF-8 JSON), and the contents of typed arrays and buffers as segments in the order in
 * which the header mentions them, each at a multiple of eight. What JSON cannot say is an object with the key `$`.
 */

const VIEWS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;
type ViewName = keyof typeof VIEWS;

const BUFFER = 'ArrayBuffer';
const TAG = '$';
const LENGTH_BYTES = 4;
/** Deeper values are not data but a mistake, or an attempt to exhaust the stack. */
const DEEPEST = 64;

type Bytes = Uint8Array<ArrayBuffer>;

const aligned = (length: number): number => (length + 7) & ~7;
const isViewName = (name: string): name is ViewName => Object.hasOwn(VIEWS, name);

/** The name of the type of a view; Node's Buffer goes as the plain bytes it is. */
function viewName(view: ArrayBufferView): ViewName {
  const name = Object.prototype.toString.call(view).slice('[object '.length, -1);
  if (!isViewName(name)) throw new TypeError(`${name} cannot be sent`);
  return name;
}

/**
 * A value as one frame.
 * @throws TypeError for functions, symbols, and values nested deeper than 64.
 */
export function encode(value: unknown): Bytes {
  const segments: Uint8Array[] = [];
  const header = new TextEncoder().encode(JSON.stringify(encodable(value, segments, 0)));
  const start = aligned(LENGTH_BYTES + header.length);
  const frame = new Uint8Array(segments.reduce((sum, { length }) => sum + aligned(length), start));
  new DataView(frame.buffer).setUint32(0, header.length, true);
  frame.set(header, LENGTH_BYTES);
  let at = start;
  for (const segment of segments) {
    frame.set(segment, at);
    at += aligned(segment.length);
  }
  return frame;
}

/** What JSON can say of a value; the bytes of buffers go to `segments`. */
function encodable(value: unknown, segments: Uint8Array[], depth: number): unknown {
  if (depth > DEEPEST) throw new TypeError('the value is nested too deeply');
  const inner = (child: unknown): unknown => encodable(child, segments, depth + 1);
  const segment = (type: string, bytes: Uint8Array): unknown => {
    segments.push(bytes);
    return { [TAG]: 'bytes', type, length: bytes.length };
  };
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { [TAG]: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
    case 'undefined':
      return { [TAG]: 'undefined' };
    case 'bigint':
      return { [TAG]: 'bigint', text: String(value) };
    case 'function':
    case 'symbol':
      throw new TypeError(`a ${typeof value} cannot be sent`);
    case 'object':
      break;
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof Date) return { [TAG]: 'date', time: inner(value.getTime()) };
  if (value instanceof Map)
    return { [TAG]: 'map', entries: [...value].map(([key, entry]) => [inner(key), inner(entry)]) };
  if (value instanceof Set) return { [TAG]: 'set', values: [...value].map(inner) };
  if (value instanceof ArrayBuffer) return segment(BUFFER, new Uint8Array(value));
  if (ArrayBuffer.isView(value))
    return segment(viewName(value), new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  const entries = Object.entries(value).map(([key, entry]): [string, unknown] => {
    if (key === '__proto__') throw new TypeError('a key called __proto__ cannot be sent');
    return [key, inner(entry)];
  });
  const object = Object.fromEntries(entries);
  return Object.hasOwn(object, TAG) ? { [TAG]: 'object', object } : object;
}

/**
 * The value of a frame. Nothing in a frame can reach further than its value: keys called `__proto__`, unknown tags,
 * and segments that do not fit are refused.
 * @throws SyntaxError, TypeError or RangeError for anything that {@link encode} does not make.
 */
export function decode(frame: Bytes): unknown {
  if (frame.length < LENGTH_BYTES) throw new RangeError('the frame is too short');
  const headerLength = new DataView(frame.buffer, frame.byteOffset).getUint32(0, true);
  const headerEnd = LENGTH_BYTES + headerLength;
  if (headerEnd > frame.length) throw new RangeError('the header is longer than the frame');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(LENGTH_BYTES, headerEnd));
  const decoder = new Decoder(frame, aligned(headerEnd));
  return decoder.decode(JSON.parse(text), 0);
}

class Decoder {
  readonly #frame: Bytes;
  /** Where the next segment begins: they are met in the order in which they were written. */
  #next: number;

  constructor(frame: Bytes, firstSegment: number) {
    this.#frame = frame;
    this.#next = firstSegment;
  }

  decode(value: unknown, depth: number): unknown {
    if (depth > DEEPEST * 3) throw new RangeError('the value is nested too deeply');
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((child) => this.decode(child, depth + 1));
    const fields: Readonly<Record<string, unknown>> = { ...value };
    return Object.hasOwn(fields, TAG) ? this.#tagged(fields, depth) : this.#object(value, depth);
  }

  #object(value: object, depth: number): unknown {
    const entries = Object.entries(value).map(([key, child]): [string, unknown] => {
      if (key === '__proto__') throw new TypeError('a key is called __proto__');
      return [key, this.decode(child, depth + 1)];
    });
    return Object.fromEntries(entries);
  }

  #tagged(fields: Readonly<Record<string, unknown>>, depth: number): unknown {
    switch (fields[TAG]) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(textOf(fields['text']));
      case 'bigint':
        return BigInt(textOf(fields['text']));
      case 'date':
        return new Date(Number(this.decode(fields['time'], depth + 1)));
      case 'map':
        return new Map(
          this.#list(fields['entries'], depth).map((entry): [unknown, unknown] => {
            if (!Array.isArray(entry) || entry.length !== 2) throw new TypeError('a map entry is no pair');
            const pair: readonly unknown[] = entry;
            return [pair[0], pair[1]];
          }),
        );
      case 'set':
        return new Set(this.#list(fields['values'], depth));
      case 'object': {
        const { object } = fields;
        if (typeof object !== 'object' || object === null) throw new TypeError('an object is missing');
        return this.#object(object, depth);
      }
      case 'bytes':
        return this.#segment(textOf(fields['type']), fields['length']);
      default:
        throw new TypeError('a tag is unknown');
    }
  }

  #list(value: unknown, depth: number): readonly unknown[] {
    if (!Array.isArray(value)) throw new TypeError('a list is missing');
    return value.map((child) => this.decode(child, depth + 1));
  }

  #segment(type: string, length: unknown): unknown {
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 0)
      throw new RangeError('a segment has no length');
    const start = this.#next;
    if (start + length > this.#frame.length) throw new RangeError('a segment is longer than the frame');
    this.#next += aligned(length);
    const { buffer } = this.#frame.slice(start, start + length);
    if (type === BUFFER) return buffer;
    if (!isViewName(type)) throw new TypeError('a view is unknown');
    return new VIEWS[type](buffer);
  }
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a text is missing');
  return value;
}
