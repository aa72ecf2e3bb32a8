import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  screen,
  session,
  utilityProcess,
} from 'electron';
import { findPageFolder } from '../application/page/page-files.ts';
import { dataFolder, defaultWorkspacePath, logFolder } from '../data-folder.ts';
import { openLog } from '../log/log.ts';
import { Desktop } from './desktop.ts';

const theWindow = () => {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) throw new Error('there is no window');
  return window;
};

/** Entry of the desktop program. */
const desktop = new Desktop(
  {
    app,
    protocol,
    dialog: {
      showOpenDialog: (options) => dialog.showOpenDialog(theWindow(), options),
      showSaveDialog: (options) => dialog.showSaveDialog(theWindow(), options),
      showMessageBox: (options) => dialog.showMessageBox(theWindow(), options),
      showErrorBox: (title, content) => {
        dialog.showErrorBox(title, content);
      },
    },
    messages: {
      handle: (channel, answer) => {
        ipcMain.handle(channel, (event, value: unknown) => answer(event, value));
      },
      on: (channel, listen) =>
        ipcMain.on(channel, (event, value: unknown) => {
          listen(event, value);
        }),
    },
    session: () => session.defaultSession,
    workAreas: () => screen.getAllDisplays().map(({ workArea }) => workArea),
    isDark: () => nativeTheme.shouldUseDarkColors,
    newWindow: (options) => new BrowserWindow(options),
    handPort: (message) => {
      const { port1, port2 } = new MessageChannelMain();
      theWindow().webContents.postMessage(message, null, [port2]);
      return port1;
    },
    showMenu: (template) => {
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    },
    forkUtility: (program, options) => utilityProcess.fork(program, [], options),
  },
  {
    dataFolder: dataFolder(),
    workspace: defaultWorkspacePath(),
    pageFolder: findPageFolder(),
    preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
    log: openLog(logFolder(), randomBytes(6).toString('hex')),
    platform: process.platform,
    argv: process.argv,
    workingDirectory: process.cwd(),
  },
);
// Not awaited: Electron becomes ready only once this file has been evaluated.
void desktop.start();
