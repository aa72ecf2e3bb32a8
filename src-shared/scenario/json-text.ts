/** Where and why a text is not JSON; line and column count from 1. */
interface JsonFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

type JsonResult = { readonly value: unknown } | { readonly fault: JsonFault };

/** Deeper nesting is refused, so that no text can exhaust the stack. */
const MAX_DEPTH = 100;

const SPACE = /[ \t\n\r]*/y;
const SCALAR =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class Fault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Reads one value after the other from a text. */
class Reader {
  private readonly text: string;
  private offset = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): unknown {
    const value = this.value(0);
    if (this.peek() !== '') this.fail('the text goes on after its end');
    return value;
  }

  private value(depth: number): unknown {
    if (depth > MAX_DEPTH) this.fail(`more than ${MAX_DEPTH} levels are nested`);
    const next = this.peek();
    if (next === '{') return this.object(depth);
    if (next === '[') return this.list(depth);
    return this.scalar('a value is expected');
  }

  private object(depth: number): unknown {
    const entries = new Map<string, unknown>();
    this.members('}', () => {
      if (this.peek() !== '"') this.fail('a key in double quotes is expected');
      const start = this.offset;
      const key = String(this.scalar('a key in double quotes is expected'));
      if (entries.has(key)) this.fail(`the key "${key}" is used twice`, start);
      if (this.peek() !== ':') this.fail('":" is expected');
      this.offset += 1;
      entries.set(key, this.value(depth + 1));
    });
    return Object.fromEntries(entries);
  }

  private list(depth: number): unknown {
    const elements: unknown[] = [];
    this.members(']', () => {
      elements.push(this.value(depth + 1));
    });
    return elements;
  }

  /** Reads from the opening to the closing bracket, with commas between the members. */
  private members(end: '}' | ']', readMember: () => void): void {
    this.offset += 1;
    if (this.peek() !== end) {
      readMember();
      while (this.peek() === ',') {
        this.offset += 1;
        readMember();
      }
      if (this.peek() !== end) this.fail(`"," or "${end}" is expected`);
    }
    this.offset += 1;
  }

  private scalar(expectation: string): unknown {
    SCALAR.lastIndex = this.offset;
    const token = SCALAR.exec(this.text)?.[0];
    if (token === undefined) this.fail(expectation);
    this.offset += token.length;
    return JSON.parse(token) as unknown;
  }

  /** The next character that is not white space; empty at the end. */
  private peek(): string {
    SPACE.lastIndex = this.offset;
    this.offset += SPACE.exec(this.text)?.[0].length ?? 0;
    return this.text[this.offset] ?? '';
  }

  private fail(message: string, offset = this.offset): never {
    throw new Fault(offset < this.text.length ? message : `${message}, but the text ends`, offset);
  }
}

/**
 * Reads a JSON text (RFC 8259, with or without byte order mark). Unlike `JSON.parse` it always says where a text is
 * wrong, and it refuses a key that is used twice instead of keeping the last.
 */
export function parseJson(text: string): JsonResult {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { value: new Reader(source).document() };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = source.slice(0, error.offset).split(/\r\n|\n|\r/);
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { fault: { message: error.message, line: before.length, column } };
  }
}
