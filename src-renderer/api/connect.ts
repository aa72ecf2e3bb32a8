import type { PlanAlignApi } from '../../src-shared/api/api.ts';
import type { HostBridge } from '../../src-shared/api/host-bridge.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { connectLink, type Connection } from '../../src-shared/rpc/connect.ts';
import type { Pipe } from '../../src-shared/rpc/pipe.ts';
import { portPipe, socketPipe } from '../../src-shared/rpc/pipes.ts';
import { browserBridge } from './browser-bridge.ts';
import { electronBridge, receivePort } from './electron-bridge.ts';

/** The application that this page is a window of. */
export interface Host {
  readonly api: PlanAlignApi;
  readonly bridge: HostBridge;
  /** Why the application is gone, once it is. */
  readonly ended: Promise<string>;
}

/** A WebSocket to where the page came from. */
async function openSocket(): Promise<Pipe> {
  const address = new URL('/rpc', window.location.href);
  address.protocol = 'ws:';
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => {
      resolve();
    });
    socket.addEventListener('close', () => {
      reject(new PlanAlignError('LINK_CLOSED', 'The application does not answer.'));
    });
  });
  return socketPipe(socket);
}

/**
 * Connects the page to its application, in whatever program it is shown.
 * @throws PlanAlignError LINK_CLOSED when there is no answer.
 */
export async function connectHost(): Promise<Host> {
  const preload = window.planalignHost;
  const pipe = preload === undefined ? await openSocket() : portPipe(await receivePort(preload));
  const { api, ended }: Connection<PlanAlignApi> = connectLink(pipe);
  return { api, ended, bridge: preload === undefined ? browserBridge() : electronBridge(preload) };
}
