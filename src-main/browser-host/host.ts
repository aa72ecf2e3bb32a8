import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { socketPipe } from '../../src-shared/rpc/pipes.ts';
import type { Application } from '../application/application.ts';
import { servePageFile } from '../application/page/page-files.ts';
import { COMMON_HEADERS } from '../application/page/page-policy.ts';
import type { Log } from '../log/log.ts';
import {
  checkHost,
  checkOrigin,
  checkSession,
  checkUpload,
  sessionCookie,
  type AccessRefusal,
} from './access.ts';
import { Sessions, type Visitor } from './sessions.ts';
import { receiveFile, sendFile } from './transfers.ts';

export interface BrowserHostOptions {
  readonly application: Application;
  /** Folder of the built screens. */
  readonly pageFolder: string;
  readonly log: Log;
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  /** Milliseconds without a window after which `onIdle` is called; null for never. A run in progress is waited for. */
  readonly idleMs: number | null;
  readonly onIdle: () => void;
  readonly mostUploadBytes?: number;
}

const MOST_UPLOAD_BYTES = 2_000_000_000;
/** Largest message of a page: a document, never rows. */
const MOST_MESSAGE_BYTES = 64 * 1024 * 1024;
const LOOPBACK = '127.0.0.1';

/** A browser follows this by itself, as a step within the site, so that it sends the cookie that it was just given. */
const ENTRANCE =
  '<!doctype html><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=/"><title>PlanAlign Studio</title>';

/**
 * The application for a browser on this machine: pages, files and calls on the loopback address only, for whoever
 * has the token of the address.
 */
export class BrowserHost {
  readonly sessions = new Sessions();
  readonly #options: BrowserHostOptions;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  #origin = '';
  #idle: NodeJS.Timeout | null = null;

  private constructor(options: BrowserHostOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        this.#fail(request, response, error);
      });
    });
    this.#server.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket, head);
    });
  }

  /** @throws Error of the system when the port is taken. */
  static async start(options: BrowserHostOptions): Promise<BrowserHost> {
    const host = new BrowserHost(options);
    await new Promise<void>((resolve, reject) => {
      host.#server.once('error', reject);
      host.#server.listen(options.port, LOOPBACK, resolve);
    });
    const { port } = host.#server.address() as AddressInfo;
    host.#origin = `http://${LOOPBACK}:${port}`;
    host.#waitForWindow();
    return host;
  }

  get origin(): string {
    return this.#origin;
  }

  /** An address that opens the application once. */
  newAddress(): string {
    return `${this.#origin}/?t=${this.sessions.newToken()}`;
  }

  /** An address that opens the application for reading, in as many browsers as said. */
  readerAddress(browsers: number): string {
    return `${this.#origin}/?t=${this.sessions.newToken('reader', browsers)}`;
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    for (const socket of this.#sockets.clients) socket.terminate();
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const wrongHost = checkHost(request, this.#origin);
    if (wrongHost !== null) {
      refuse(response, wrongHost);
      return;
    }
    const url = new URL(request.url ?? '/', this.#origin);
    const token = url.searchParams.get('t');
    if (request.method === 'GET' && url.pathname === '/' && token !== null && this.#enter(response, token))
      return;
    const visitor = checkSession(request, this.#origin, this.sessions);
    if ('status' in visitor) {
      refuse(response, visitor);
      return;
    }
    await this.#answerSession(request, response, url, visitor);
  }

  /** Opens a session for a good token; a browser that comes back with a used one may have a session already. */
  #enter(response: ServerResponse, token: string): boolean {
    const session = this.sessions.redeem(token);
    if (session === null) return false;
    response.writeHead(200, {
      ...COMMON_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'set-cookie': sessionCookie(this.#origin, session),
    });
    response.end(ENTRANCE);
    return true;
  }

  async #answerSession(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    visitor: Visitor,
  ): Promise<void> {
    const { files } = this.#options.application;
    if (request.method === 'POST' && url.pathname === '/files') {
      const refusal = checkOrigin(request, this.#origin) ?? checkUpload(visitor);
      if (refusal !== null) {
        refuse(response, refusal);
        return;
      }
      const most = this.#options.mostUploadBytes ?? MOST_UPLOAD_BYTES;
      await receiveFile(request, response, url.searchParams.get('name') ?? 'file', files, most);
      return;
    }
    if (request.method !== 'GET') {
      answer(response, 405, 'Only GET is possible here.');
      return;
    }
    const [, folder, fileId] = url.pathname.split('/');
    if (folder === 'files' && fileId !== undefined) {
      await sendFile(response, fileId, files);
      return;
    }
    // A path with dots that the address parser has resolved could not leave the folder either.
    const file = await servePageFile(this.#options.pageFolder, url.pathname);
    if (file === null) answer(response, 404, 'There is no such file.');
    else response.writeHead(200, file.headers).end(file.body);
  }

  #fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const isUnknown = error instanceof PlanAlignError && error.code === 'FILE_UNKNOWN';
    // A browser that went away in the middle is no failure of ours.
    if (!isUnknown && !request.destroyed) this.#options.log.failure('browser-host', error);
    if (response.headersSent) response.destroy();
    else
      answer(response, isUnknown ? 404 : 500, isUnknown ? 'There is no such file.' : 'Something went wrong.');
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const visitor =
      checkHost(request, this.#origin) ??
      checkOrigin(request, this.#origin) ??
      checkSession(request, this.#origin, this.sessions);
    if ('status' in visitor || request.url !== '/rpc') {
      const status = 'status' in visitor ? visitor.status : 404;
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#waitForWindow();
      // Every error is followed by the end of the connection, which the pipe reports.
      webSocket.on('error', () => undefined);
      webSocket.on('close', () => {
        this.#waitForWindow();
      });
      const reader = visitor.access === 'reader' ? visitor.preferences : null;
      this.#options.application.serve(socketPipe(webSocket), reader);
    });
  }

  /** Starts to wait while there is no window, and stops when there is one. */
  #waitForWindow(): void {
    const { idleMs, onIdle, application } = this.#options;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    if (idleMs === null) return;
    this.#idle = setTimeout(() => {
      const hasWindow = this.#sockets.clients.size > 0;
      if (hasWindow || application.isBusy) this.#waitForWindow();
      else onIdle();
    }, idleMs).unref();
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...COMMON_HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

const refuse = (response: ServerResponse, { status, reason }: AccessRefusal): void => {
  answer(response, status, reason);
};
