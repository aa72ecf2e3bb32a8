import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEndpoint, type Remote } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { callTable, listener, type CallsOf, type Listener } from '../api/calls.ts';
import { PlanAlignError } from '../errors.ts';
import { connectLink, type Connection } from './connect.ts';
import type { Pipe } from './pipe.ts';
import { mainPortPipe, portPipe, socketPipe, type MainPort } from './pipes.ts';
import { serveLink } from './serve.ts';

interface EchoService {
  echo(value: unknown): Promise<unknown>;
  count(to: number, onCount: Listener<number>): Promise<string>;
  fail(kind: 'expected' | 'defect' | 'text'): Promise<never>;
  never(): Promise<void>;
  unsendable(): Promise<unknown>;
}
interface EchoApi {
  readonly echo: EchoService;
}
const calls: CallsOf<EchoService> = {
  echo: [z.unknown()],
  count: [z.int().max(1_000), listener()],
  fail: [z.enum(['expected', 'defect', 'text'])],
  never: [],
  unsendable: [],
};

/** What a test can look at on the serving side. */
interface Served {
  readonly defects: string[];
  closed: AbortSignal | null;
  /** The listener of the last call of `count`, kept beyond its end. */
  kept: Listener<number> | null;
}

function serveEcho(pipe: Pipe, served: Served): void {
  const hidden = { secret: () => Promise.resolve('secret') };
  const echo: EchoService & typeof hidden = {
    ...hidden,
    echo: (value) => Promise.resolve(value),
    count: async (to, onCount) => {
      served.kept = onCount;
      for (let at = 1; at <= to; at += 1) {
        onCount(at);
        await Promise.resolve();
      }
      return 'counted';
    },
    fail: (kind) => {
      if (kind === 'expected')
        throw new PlanAlignError('SCENARIO_INVALID', 'It is wrong.', { setting: 'a.b', year: 2027 }, [
          'a.b: wrong',
        ]);
      if (kind === 'text') return Promise.reject(new Error('only words', { cause: 'secret' }));
      throw new RangeError('a defect with particulars');
    },
    never: () => new Promise(() => undefined),
    unsendable: () => Promise.resolve({ call: () => 1 }),
  };
  serveLink(pipe, {
    calls: callTable({ echo: calls }),
    api: (closed) => {
      served.closed = closed;
      return { echo };
    },
    onDefect: (call, error) => {
      served.defects.push(`${call} ${String(error)}`);
    },
  });
}

/** Electron's MessagePortMain as documented: an emitter, quiet until it is started, transferring nothing but ports. */
class FakeMainPort extends EventEmitter implements MainPort {
  readonly #port: MessagePort;
  #waiting: unknown[] | null = [];

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (this.#waiting === null) this.emit('message', { data });
      else this.#waiting.push(data);
    });
    port.addEventListener('close', () => this.emit('close'));
    port.start();
  }
  postMessage(value: unknown): void {
    this.#port.postMessage(value);
  }
  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const data of waiting) this.emit('message', { data });
  }
  close(): void {
    this.#port.close();
  }
}

interface Rig {
  readonly client: Pipe;
  /** Ends the connection as the death of the serving side would. */
  readonly breakIt: () => void;
  readonly stop: () => void;
}
type MakeRig = (served: Served) => Promise<Rig>;

const overPorts: MakeRig = (served) => {
  const { port1, port2 } = new MessageChannel();
  serveEcho(portPipe(port1), served);
  const stop = (): void => {
    port1.close();
  };
  return Promise.resolve({ client: portPipe(port2), breakIt: stop, stop });
};
const overMainPort: MakeRig = (served) => {
  const { port1, port2 } = new MessageChannel();
  const main = new FakeMainPort(port1);
  serveEcho(mainPortPipe(main), served);
  const stop = (): void => {
    main.close();
  };
  return Promise.resolve({ client: portPipe(port2), breakIt: stop, stop });
};
const overSocket: MakeRig = async (served) => {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    serveEcho(socketPipe(socket), served);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(socket, 'open');
  const breakIt = (): void => {
    for (const client of sockets.clients) client.terminate();
  };
  return {
    client: socketPipe(socket),
    breakIt,
    stop: () => {
      breakIt();
      server.close();
    },
  };
};

describe.each<[string, MakeRig]>([
  ['a port', overPorts],
  ["a port of Electron's main process", overMainPort],
  ['a WebSocket', overSocket],
])('a link over %s', (_, make) => {
  let rig: Rig | null = null;
  let served: Served = { defects: [], closed: null, kept: null };
  const connect = async (): Promise<Connection<EchoApi>> => {
    served = { defects: [], closed: null, kept: null };
    rig = await make(served);
    return connectLink<EchoApi>(rig.client);
  };
  afterEach(() => {
    rig?.stop();
  });

  it('carries calls and their values', async () => {
    const { api, pending } = await connect();
    const value = {
      none: undefined,
      number: NaN,
      big: 1n,
      map: new Map([['a', new Date(1)]]),
      typed: new Int32Array([1, 2, 3]),
      list: [null, [], { $: 'x' }],
    };
    expect(await api.echo.echo(value)).toEqual(value);
    expect(pending).toEqual({ calls: 0, listeners: 0 });
  });

  it('lets a listener hear everything, in order, before the call returns, and nothing after', async () => {
    const link = await connect();
    const heard: number[] = [];
    const result = await link.api.echo.count(5, (at) => heard.push(at));
    expect([result, heard]).toEqual(['counted', [1, 2, 3, 4, 5]]);
    served.kept?.(6);
    await link.api.echo.echo(null);
    expect(heard).toHaveLength(5);
    expect(link.pending).toEqual({ calls: 0, listeners: 0 });
  });

  it('keeps failures of the catalogue whole, and tells nothing of a defect but that it is one', async () => {
    const { api } = await connect();
    const expected = await api.echo.fail('expected').catch((error: unknown) => error);
    expect(expected).toBeInstanceOf(PlanAlignError);
    expect(expected).toMatchObject({
      code: 'SCENARIO_INVALID',
      detail: 'It is wrong.',
      place: { setting: 'a.b', year: 2027 },
      items: ['a.b: wrong'],
    });
    for (const kind of ['defect', 'text'] as const) {
      const defect = await api.echo.fail(kind).catch((error: unknown) => error);
      expect(defect).toMatchObject({ code: 'INTERNAL', detail: 'See the log file for the cause.' });
    }
    expect(served.defects).toEqual([
      'echo.fail RangeError: a defect with particulars',
      'echo.fail Error: only words',
    ]);
  });

  it('checks the arguments on the serving side', async () => {
    const { api } = await connect();
    const wrong = api.echo.count(1.5, 'no function' as unknown as Listener<number>);
    await expect(wrong).rejects.toMatchObject({
      code: 'CALL_INVALID',
      items: [expect.stringContaining('argument 1: Invalid input'), 'argument 2: must be a function'],
    });
    const tooMany = (api.echo.never as (extra: number) => Promise<void>)(1);
    await expect(tooMany).rejects.toMatchObject({ code: 'CALL_INVALID' });
  });

  it('answers a result that cannot be sent with a failure', async () => {
    const { api } = await connect();
    await expect(api.echo.unsendable()).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(served.defects).toHaveLength(1);
  });

  it('reaches nothing but the calls of the table', async () => {
    const { api } = await connect();
    const remote = api as unknown as Remote<Record<string, Record<string, CallableFunction>>> & {
      constructor: { constructor: new (code: string) => Promise<unknown> };
    };
    const refused = { code: 'CALL_INVALID' };
    const reach = (path: string): unknown =>
      path.split('.').reduce<unknown>((at, step) => Reflect.get(at as object, step), remote);
    for (const path of [
      'echo.secret',
      'echo.constructor',
      'echo.__proto__',
      'echo.toString',
      'echo.echo.constructor',
      'echo.echo.apply',
      'constructor.constructor',
      'nothing.at',
      'echo',
    ]) {
      const call = reach(path) as (argument: string) => Promise<unknown>;
      await expect(call('return process'), path).rejects.toMatchObject(refused);
      await expect(Promise.resolve(reach(path)), path).rejects.toMatchObject(refused);
    }
    const construct = remote.constructor.constructor;
    await expect(new construct('return process')).rejects.toMatchObject(refused);
    await expect(
      (reach('echo') as Record<symbol, () => Promise<unknown>>)[createEndpoint]?.(),
    ).rejects.toMatchObject(refused);
    const raw = { type: 'RAW', value: 1 };
    for (const message of [
      { id: 'a', type: 'SET', path: ['echo', 'echo'], value: raw },
      {
        id: 'b',
        type: 'APPLY',
        path: ['echo', 'echo'],
        argumentList: [{ type: 'HANDLER', name: 'throw', value: {} }],
      },
      { id: 'c', type: 'APPLY', path: [['echo'], 'echo'], argumentList: [] },
      { id: 'd', type: 'APPLY', path: ['echo', 'echo'] },
      { type: 'APPLY', path: ['echo', 'echo'], argumentList: [] },
      null,
      'text',
    ])
      rig?.client.send(message);
    expect(await api.echo.echo('still here')).toBe('still here');
  });

  it('fails waiting and later calls when the other side is gone, and tells the serving side', async () => {
    const link = await connect();
    const waiting = link.api.echo.never();
    await link.api.echo.echo(1);
    rig?.breakIt();
    await expect(waiting).rejects.toMatchObject({ name: 'PlanAlignError', code: 'LINK_CLOSED' });
    expect(await link.ended).toMatch(/closed/);
    await expect(link.api.echo.echo(1)).rejects.toMatchObject({ code: 'LINK_CLOSED' });
    expect(link.pending).toEqual({ calls: 0, listeners: 0 });
    await expect.poll(() => served.closed?.aborted).toBe(true);
  });
});

it('closes a WebSocket that sends anything but frames', async () => {
  const served: Served = { defects: [], closed: null, kept: null };
  for (const garbage of ['text', Buffer.from('garbage garbage')]) {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (socket) => {
      serveEcho(socketPipe(socket), served);
    });
    await once(server, 'listening');
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await once(socket, 'open');
    socket.send(garbage);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1007);
    server.close();
  }
});
