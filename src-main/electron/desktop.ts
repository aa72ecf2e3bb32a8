import { channelOf } from '../../src-shared/api/preload.ts';
import { ERROR_CATALOGUE, PlanAlignError } from '../../src-shared/errors.ts';
import { Application } from '../application/application.ts';
import type { Log } from '../log/log.ts';
import { answerPageRequest, SCHEME } from './app-protocol.ts';
import { answerPage } from './bridge.ts';
import type { ElectronParts } from './electron-parts.ts';
import { MainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { filesOfCommandLine } from './opened-files.ts';
import { restrictContents, restrictSession } from './restrictions.ts';
import { utilityHelper } from './utility-helper.ts';
import { windowPlaceFile } from './window-state.ts';

export interface DesktopOptions {
  readonly dataFolder: string;
  readonly workspace: string;
  readonly pageFolder: string;
  /** Path of the bundled preload script. */
  readonly preload: string;
  readonly log: Log;
  readonly platform: NodeJS.Platform;
  readonly argv: readonly string[];
  readonly workingDirectory: string;
}

/** As in electron-builder.yml: Windows groups the windows of a program by it. */
const APP_ID = 'studio.planalign.desktop';

/**
 * The desktop program: one instance, one window. To be called before Electron is ready, because the scheme of the page
 * can be registered only then.
 */
export class Desktop {
  readonly #parts: ElectronParts;
  readonly #options: DesktopOptions;
  #application: Application | null = null;
  #window: MainWindow | null = null;
  /** Files that were opened before the application was. */
  #early: string[] = [];
  #isEnding = false;

  constructor(parts: ElectronParts, options: DesktopOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  async start(): Promise<void> {
    const { app, protocol } = this.#parts;
    if (!app.requestSingleInstanceLock()) {
      // The instance that has the lock is told of our command line and shows itself.
      app.quit();
      return;
    }
    protocol.registerSchemesAsPrivileged([
      { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    app.setAppUserModelId(APP_ID);
    this.#listen();
    this.#open(filesOfCommandLine(this.#options.argv, this.#options.workingDirectory));
    await app.whenReady();
    try {
      await this.#ready();
    } catch (error) {
      this.#fail(error);
    }
  }

  #listen(): void {
    const { app } = this.#parts;
    const { log } = this.#options;
    app.on('second-instance', (_event, argv, workingDirectory) => {
      this.#window?.reveal();
      this.#open(filesOfCommandLine(argv, workingDirectory));
    });
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.#open([path]);
    });
    app.on('web-contents-created', (_event, contents) => {
      restrictContents(contents);
    });
    app.on('window-all-closed', () => {
      app.quit();
    });
    app.on('child-process-gone', (_event, { type, reason }) => {
      log.info('a process of the desktop is gone', { type, reason });
    });
    app.on('will-quit', (event) => {
      if (this.#application === null) return;
      event.preventDefault();
      void this.#end();
    });
  }

  async #ready(): Promise<void> {
    const { app, protocol, session } = this.#parts;
    const { dataFolder, workspace, pageFolder, preload, log } = this.#options;
    restrictSession(session());
    protocol.handle(SCHEME, (request) => answerPageRequest(pageFolder, request));
    this.#showMenu([]);
    const application = await Application.open({
      host: 'electron',
      dataFolder,
      workspace,
      log,
      onDocumentFile: (path) => {
        app.addRecentDocument(path);
      },
      startHelper: utilityHelper(this.#parts.forkUtility),
    });
    this.#application = application;
    answerPage(this.#parts, application, () => this.#window?.window ?? null, {
      state: (state) => this.#window?.showState(state),
      menu: (menu) => {
        this.#showMenu(menu);
      },
      failure: (channel, error) => {
        log.failure(channel, error);
      },
    });
    const early = this.#early;
    this.#early = [];
    this.#open(early);
    const place = windowPlaceFile(dataFolder);
    // The page asks for its port while it is loaded, so the window must be known by then.
    const window = MainWindow.create(this.#parts, await place.read(), place, preload, log);
    this.#window = window;
    window.window.on('closed', () => {
      this.#window = null;
    });
    await window.load();
  }

  #showMenu(menu: Parameters<typeof menuTemplate>[0]): void {
    const isMac = this.#options.platform === 'darwin';
    this.#parts.showMenu(
      menuTemplate(menu, isMac, (actionId) => {
        this.#window?.window.webContents.send(channelOf('action'), actionId);
      }),
    );
  }

  #open(paths: readonly string[]): void {
    const application = this.#application;
    if (application === null) {
      this.#early.push(...paths);
      return;
    }
    for (const path of paths)
      application.openFile(path).catch((error: unknown) => {
        this.#options.log.failure('open-file', error);
      });
  }

  /** Closes the application once, then lets the program quit. */
  async #end(): Promise<void> {
    if (this.#isEnding) return;
    this.#isEnding = true;
    try {
      await this.#application?.close();
    } catch (error) {
      this.#options.log.failure('quit', error);
    }
    this.#parts.app.exit(0);
  }

  /** Without a workspace there is nothing to show: says why, and ends. */
  #fail(error: unknown): void {
    this.#options.log.failure('start', error);
    const { what, fix } = ERROR_CATALOGUE[error instanceof PlanAlignError ? error.code : 'INTERNAL'];
    const detail = error instanceof PlanAlignError ? error.detail : `See ${this.#options.log.file}.`;
    this.#parts.dialog.showErrorBox('PlanAlign Studio cannot start', `${what} ${detail}\n\n${fix}`);
    this.#parts.app.exit(1);
  }
}
