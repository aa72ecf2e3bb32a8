import type { WindowState } from '../../src-shared/api/host-bridge.ts';
import type { SettingsFile } from '../application/settings-file.ts';
import type { Log } from '../log/log.ts';
import { PAGE_ADDRESS } from './app-protocol.ts';
import type { DesktopWindow, Dialogs, ElectronParts } from './electron-parts.ts';
import { placeWindow, SMALLEST, type WindowPlace } from './window-state.ts';

const TITLE = 'PlanAlign Studio';

/** The one window of the desktop, with the questions it asks before it is closed. */
export class MainWindow {
  readonly window: DesktopWindow;
  readonly #dialog: Dialogs;
  readonly #place: SettingsFile<WindowPlace>;
  readonly #log: Log;
  #state: WindowState = { title: TITLE, edited: false, running: false, progress: null };
  /** Set once the user has agreed to lose what the question was about. */
  #mayClose = false;

  private constructor(
    window: DesktopWindow,
    parts: Pick<ElectronParts, 'dialog'>,
    place: SettingsFile<WindowPlace>,
    log: Log,
  ) {
    this.window = window;
    this.#dialog = parts.dialog;
    this.#place = place;
    this.#log = log;
    window.once('ready-to-show', () => {
      window.show();
    });
    window.on('close', (event) => {
      this.#beforeClose(event);
    });
    window.on('unresponsive', () => {
      void this.#offerReload('The window does not answer.', 'You can wait for it, or load it again.', 'Wait');
    });
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      log.info('the page is gone', { reason, exitCode });
      if (reason === 'clean-exit') return;
      void this.#offerReload(
        'The window stopped working.',
        'Finished runs and saved files are safe; edits of the last moment can be recovered.',
        'Quit',
      );
    });
  }

  /** Makes the window where it was the last time; it is shown once its page is painted. */
  static create(
    parts: Pick<ElectronParts, 'dialog' | 'newWindow' | 'workAreas' | 'isDark'>,
    known: WindowPlace,
    place: SettingsFile<WindowPlace>,
    preload: string,
    log: Log,
  ): MainWindow {
    const window = parts.newWindow({
      ...placeWindow(known, parts.workAreas()),
      title: TITLE,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      // What is seen until the page is painted: nothing must flash.
      backgroundColor: parts.isDark() ? '#242424' : '#ffffff',
      webPreferences: {
        preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        navigateOnDragDrop: false,
      },
    });
    const main = new MainWindow(window, parts, place, log);
    if (known.isMaximized) window.maximize();
    return main;
  }

  async load(): Promise<void> {
    await this.window.loadURL(PAGE_ADDRESS);
  }

  /** Brings the window to the front. */
  reveal(): void {
    if (this.window.isMinimized()) this.window.restore();
    this.window.focus();
  }

  showState(state: WindowState): void {
    this.#state = state;
    const { title, edited, progress } = state;
    this.window.setTitle(edited && process.platform !== 'darwin' ? `• ${title}` : title);
    this.window.setDocumentEdited(edited);
    this.window.setProgressBar(progress ?? -1);
  }

  #beforeClose(event: { preventDefault(): void }): void {
    const { edited, running } = this.#state;
    if (this.#mayClose || (!edited && !running)) {
      void this.#rememberPlace();
      return;
    }
    event.preventDefault();
    void this.#askToClose(edited, running);
  }

  async #askToClose(edited: boolean, running: boolean): Promise<void> {
    const details = [
      ...(edited ? ['There are changes that are not saved.'] : []),
      ...(running ? ['A run is going on; it stops, and nothing of it is kept.'] : []),
    ];
    const { response } = await this.#dialog.showMessageBox({
      type: 'warning',
      message: 'Close PlanAlign Studio?',
      detail: details.join('\n'),
      buttons: ['Go back', edited ? 'Close without saving' : 'Stop the run and close'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response !== 1) return;
    this.#mayClose = true;
    this.window.close();
  }

  async #offerReload(message: string, detail: string, other: string): Promise<void> {
    const { response } = await this.#dialog.showMessageBox({
      type: 'error',
      message,
      detail,
      buttons: ['Load the window again', other],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (response === 0) this.window.webContents.reload();
    else if (other === 'Quit') this.window.destroy();
  }

  async #rememberPlace(): Promise<void> {
    const bounds = this.window.getNormalBounds();
    const isMaximized = this.window.isMaximized();
    await this.#place
      .change(() => ({ bounds, isMaximized }))
      .catch((error: unknown) => {
        this.#log.failure('window', error);
      });
  }
}
