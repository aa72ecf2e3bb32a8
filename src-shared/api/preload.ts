import type { HostBridge } from './host-bridge.ts';

/** What the preload script of Electron gives to the page, under `window.planalignHost`. */
export interface PreloadApi extends Pick<
  HostBridge,
  'chooseFile' | 'chooseTarget' | 'acceptFile' | 'showState' | 'showMenu' | 'onAction'
> {
  /** Asks for the port to the application; it comes as a message of the window with the text {@link PORT_MESSAGE}. */
  requestPort(): void;
}

/** Text of the message that hands the port to the page. */
export const PORT_MESSAGE = 'planalign:port';

/** Channel between the preload script and the main process. */
export const channelOf = (name: Exclude<keyof PreloadApi, 'onAction'> | 'action'): string =>
  `planalign:${name}`;
