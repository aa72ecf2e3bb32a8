import type { HostBridge } from '../../src-shared/api/host-bridge.ts';
import { PORT_MESSAGE, type PreloadApi } from '../../src-shared/api/preload.ts';

declare global {
  interface Window {
    /** Only in Electron: what the preload script gives to the page. */
    readonly planalignHost?: PreloadApi;
  }
}

/** The port to the application, which the preload script hands over on request. */
export function receivePort(preload: PreloadApi): Promise<MessagePort> {
  return new Promise((resolve) => {
    const hear = (event: MessageEvent<unknown>): void => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== PORT_MESSAGE || port === undefined) return;
      window.removeEventListener('message', hear);
      resolve(port);
    };
    window.addEventListener('message', hear);
    preload.requestPort();
  });
}

/** The desktop program around the page. */
export function electronBridge(preload: PreloadApi): HostBridge {
  return {
    kind: 'electron',
    canChooseTarget: true,
    chooseFile: (purpose) => preload.chooseFile(purpose),
    chooseTarget: (purpose, suggestedName) => preload.chooseTarget(purpose, suggestedName),
    acceptFile: (file) => preload.acceptFile(file),
    // Files are saved where the user said: nothing is left to hand over.
    deliver: () => Promise.resolve(),
    showState: (state) => {
      document.title = state.title;
      preload.showState(state);
    },
    showMenu: (menu) => {
      preload.showMenu(menu);
    },
    onAction: (listen) => preload.onAction(listen),
  };
}
