import { decode, encode } from './codec.ts';
import type { Pipe } from './pipe.ts';

/** A port of the page, or of a thread: values are copied by the platform. */
export function portPipe(port: MessagePort): Pipe {
  return {
    send: (value) => {
      port.postMessage(value);
    },
    onValue: (listen) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => {
        listen(event.data);
      });
      port.start();
    },
    onClose: (listen) => {
      port.addEventListener('close', () => {
        listen('the port was closed');
      });
    },
    close: () => {
      port.close();
    },
  };
}

/** Electron's end of a port in the main process: it emits events of its own kind and transfers nothing but ports. */
export interface MainPort {
  on(event: 'message', listen: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listen: () => void): unknown;
  postMessage(value: unknown): void;
  start(): void;
  close(): void;
}

/** A port whose other end is in a page of Electron. */
export function mainPortPipe(port: MainPort): Pipe {
  return {
    send: (value) => {
      port.postMessage(value);
    },
    onValue: (listen) => {
      port.on('message', ({ data }) => {
        listen(data);
      });
      port.start();
    },
    onClose: (listen) => {
      port.on('close', () => {
        listen('the window was closed');
      });
    },
    close: () => {
      port.close();
    },
  };
}

/** A WebSocket as browsers and Node's libraries have it. */
export interface Socket {
  binaryType: string;
  readonly readyState: number;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listen: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'close',
    listen: (event: { readonly code: number; readonly reason: string }) => void,
  ): void;
}

const OPEN = 1;
/** The code of RFC 6455 for a message that is not what its type says. */
const BAD_MESSAGE = 1007;
const NORMAL = 1000;

/** A WebSocket that carries frames of the codec; anything else closes it. */
export function socketPipe(socket: Socket): Pipe {
  socket.binaryType = 'arraybuffer';
  return {
    send: (value) => {
      if (socket.readyState === OPEN) socket.send(encode(value));
    },
    onValue: (listen) => {
      socket.addEventListener('message', ({ data }) => {
        let value: unknown;
        try {
          if (!(data instanceof ArrayBuffer)) throw new TypeError('frames are binary');
          value = decode(new Uint8Array(data));
        } catch {
          socket.close(BAD_MESSAGE, 'bad frame');
          return;
        }
        listen(value);
      });
    },
    onClose: (listen) => {
      socket.addEventListener('close', ({ code, reason }) => {
        listen(`the socket was closed with ${code} ${reason}`.trim());
      });
    },
    close: () => {
      socket.close(NORMAL);
    },
  };
}
