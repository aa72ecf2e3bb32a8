import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { preloadApi } from './preload-api.ts';

/** Entry of the preload script: it runs in the sandbox of the page and hands over what the page may ask for. */
contextBridge.exposeInMainWorld(
  'planalignHost',
  preloadApi({
    invoke: (channel, value) => ipcRenderer.invoke(channel, value),
    send: (channel, value) => {
      ipcRenderer.send(channel, value);
    },
    on: (channel, listen) => {
      ipcRenderer.on(channel, (event, value: unknown) => {
        listen(event.ports, value);
      });
    },
    pathOf: (file) => webUtils.getPathForFile(file),
    post: (message, ports) => {
      window.postMessage(message, window.origin, [...ports]);
    },
  }),
);
