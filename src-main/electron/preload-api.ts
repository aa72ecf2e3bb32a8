import type { MenuAction, WindowState } from '../../src-shared/api/host-bridge.ts';
import { channelOf, PORT_MESSAGE, type PreloadApi } from '../../src-shared/api/preload.ts';
import type { FilePurpose, FileReference, SavePurpose } from '../../src-shared/api/files.ts';

/** The parts of Electron that a sandboxed preload script has. */
export interface PreloadParts {
  readonly invoke: (channel: string, value: unknown) => Promise<unknown>;
  readonly send: (channel: string, value?: unknown) => void;
  /** Hears messages of the main process. */
  readonly on: (channel: string, listen: (ports: readonly MessagePort[], value: unknown) => void) => void;
  /** Path of a file that the user dropped or picked; empty for one that a script made. */
  readonly pathOf: (file: File) => string;
  /** Hands ports to the page. */
  readonly post: (message: string, ports: readonly MessagePort[]) => void;
}

/** What the preload script gives to the page: named requests only, no channel of the page's choice. */
export function preloadApi(parts: PreloadParts): PreloadApi {
  const listeners = new Set<(actionId: string) => void>();
  parts.on(channelOf('action'), (_ports, actionId) => {
    for (const listen of listeners) listen(String(actionId));
  });
  parts.on(PORT_MESSAGE, (ports) => {
    parts.post(PORT_MESSAGE, ports);
  });
  return {
    // The main process answers each request with what the API says: both sides are of one build.
    chooseFile: (purpose: FilePurpose) =>
      parts.invoke(channelOf('chooseFile'), { purpose }) as Promise<FileReference | null>,
    chooseTarget: (purpose: SavePurpose, suggestedName: string) =>
      parts.invoke(channelOf('chooseTarget'), { purpose, suggestedName }) as Promise<FileReference | null>,
    acceptFile: (file: File) => {
      const path = parts.pathOf(file);
      if (path === '') return Promise.reject(new Error('the file is not one of the disk'));
      return parts.invoke(channelOf('acceptFile'), { path }) as Promise<FileReference>;
    },
    showState: (state: WindowState) => {
      parts.send(channelOf('showState'), state);
    },
    showMenu: (menu: readonly MenuAction[]) => {
      parts.send(channelOf('showMenu'), menu);
    },
    requestPort: () => {
      parts.send(channelOf('requestPort'));
    },
    onAction: (listen) => {
      listeners.add(listen);
      return () => {
        listeners.delete(listen);
      };
    },
  };
}
