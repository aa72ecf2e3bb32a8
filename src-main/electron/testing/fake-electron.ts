import { EventEmitter } from 'node:events';
import type { MainPort } from '../../../src-shared/rpc/pipes.ts';
import type {
  Bounds,
  Contents,
  DesktopApp,
  DesktopWindow,
  Dialogs,
  ElectronParts,
  Frame,
  MenuItem,
  Messages,
  PageMessage,
  PageSession,
  Protocols,
  WindowOptions,
} from '../electron-parts.ts';

/** Whatever stands in for an event that can be stopped. */
export class FakeEvent {
  isPrevented = false;
  preventDefault(): void {
    this.isPrevented = true;
  }
}

class FakeContents extends EventEmitter implements Contents {
  readonly mainFrame: Frame = { url: 'app://planalign/' };
  readonly sent: unknown[][] = [];
  reloads = 0;
  openHandler: (() => { action: 'deny' }) | null = null;

  setWindowOpenHandler(handler: () => { action: 'deny' }): void {
    this.openHandler = handler;
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
  reload(): void {
    this.reloads += 1;
  }
}

export class FakeWindow extends EventEmitter implements DesktopWindow {
  readonly options: WindowOptions;
  readonly webContents = new FakeContents();
  /** Names of what was done to it, with the value where there is one. */
  readonly done: string[] = [];
  isDestroyed = false;

  constructor(options: WindowOptions) {
    super();
    this.options = options;
  }
  loadURL(url: string): Promise<void> {
    this.done.push(`load ${url}`);
    return Promise.resolve();
  }
  show(): void {
    this.done.push('show');
  }
  focus(): void {
    this.done.push('focus');
  }
  restore(): void {
    this.done.push('restore');
  }
  maximize(): void {
    this.done.push('maximize');
  }
  /** Closes as Electron does: unless somebody stops it. */
  close(): void {
    const event = new FakeEvent();
    this.emit('close', event);
    if (!event.isPrevented) this.destroy();
  }
  destroy(): void {
    this.isDestroyed = true;
    this.emit('closed');
  }
  isMinimized(): boolean {
    return true;
  }
  isMaximized(): boolean {
    return false;
  }
  getNormalBounds(): Bounds {
    return { x: 10, y: 20, width: 1_200, height: 700 };
  }
  setTitle(title: string): void {
    this.done.push(`title ${title}`);
  }
  setDocumentEdited(edited: boolean): void {
    this.done.push(`edited ${String(edited)}`);
  }
  setProgressBar(progress: number): void {
    this.done.push(`progress ${progress}`);
  }
}

class FakeApp extends EventEmitter implements DesktopApp {
  readonly isPackaged = false;
  readonly recent: string[] = [];
  hasLock = true;
  quits = 0;
  exitCode: number | null = null;

  requestSingleInstanceLock(): boolean {
    return this.hasLock;
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  quit(): void {
    this.quits += 1;
  }
  exit(code = 0): void {
    this.exitCode = code;
  }
  addRecentDocument(path: string): void {
    this.recent.push(path);
  }
  setAppUserModelId(): void {
    // Only Windows takes notice.
  }
}

/** The end of a channel in the main process, as Electron documents it: an emitter that is quiet until it is started. */
class FakeMainPort extends EventEmitter implements MainPort {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.emit('message', { data }));
    port.addEventListener('close', () => this.emit('close'));
  }
  postMessage(value: unknown): void {
    this.#port.postMessage(value);
  }
  start(): void {
    this.#port.start();
  }
  close(): void {
    this.#port.close();
  }
}

type RequestListener = Parameters<PageSession['webRequest']['onBeforeRequest']>[0];

/** A stand-in for Electron that remembers what was asked of it. */
export class FakeElectron {
  readonly app = new FakeApp();
  readonly windows: FakeWindow[] = [];
  readonly schemes: Parameters<Protocols['registerSchemesAsPrivileged']>[0] = [];
  readonly handlers = new Map<string, (event: PageMessage, value: unknown) => unknown>();
  readonly errors: string[] = [];
  readonly questions: string[] = [];
  readonly ports: { readonly message: string; readonly port: MessagePort }[] = [];
  menu: MenuItem[] = [];
  /** What the next dialogs answer. */
  answer = 0;
  path = '';
  areas: readonly Bounds[] = [{ x: 0, y: 0, width: 1_920, height: 1_080 }];
  serve: (request: Request) => Promise<Response> = () => Promise.resolve(new Response());
  allows: (permission: string) => boolean = () => true;
  requests: RequestListener = () => undefined;

  get window(): FakeWindow {
    const window = this.windows.at(-1);
    if (window === undefined) throw new Error('there is no window');
    return window;
  }

  /** A message from the page of the window, or from what is given in its place. */
  fromPage(change: Partial<PageMessage> = {}): PageMessage {
    const sender = this.window.webContents;
    return { sender, senderFrame: sender.mainFrame, ...change };
  }

  /** Sends a request of the preload script, and gives the answer or the failure. */
  async ask(channel: string, value?: unknown, event = this.fromPage()): Promise<unknown> {
    try {
      return await this.handlers.get(`planalign:${channel}`)?.(event, value);
    } catch (error) {
      return error;
    }
  }

  get parts(): ElectronParts {
    const dialog: Dialogs = {
      showOpenDialog: () => Promise.resolve({ canceled: this.path === '', filePaths: [this.path] }),
      showSaveDialog: ({ defaultPath }) => {
        this.questions.push(defaultPath);
        return Promise.resolve({ canceled: this.path === '', filePath: this.path });
      },
      showMessageBox: ({ message, detail }) => {
        this.questions.push(`${message} ${detail}`);
        return Promise.resolve({ response: this.answer });
      },
      showErrorBox: (title, content) => {
        this.errors.push(`${title}: ${content}`);
      },
    };
    const messages: Messages = {
      handle: (channel, answer) => {
        this.handlers.set(channel, answer);
      },
      on: (channel, listen) => this.handlers.set(channel, listen),
    };
    const session: PageSession = {
      setPermissionRequestHandler: (handler) => {
        this.allows = (permission) => {
          let granted = false;
          handler(this.window.webContents, permission, (answer) => {
            granted = answer;
          });
          return granted;
        };
      },
      setPermissionCheckHandler: () => undefined,
      setDevicePermissionHandler: () => undefined,
      webRequest: {
        onBeforeRequest: (listen) => {
          this.requests = listen;
        },
      },
    };
    return {
      app: this.app,
      dialog,
      messages,
      protocol: {
        registerSchemesAsPrivileged: (schemes) => {
          this.schemes.push(...schemes);
        },
        handle: (_scheme, answer) => {
          this.serve = answer;
        },
      },
      session: () => session,
      workAreas: () => this.areas,
      isDark: () => true,
      newWindow: (options) => {
        const window = new FakeWindow(options);
        this.windows.push(window);
        this.app.emit('web-contents-created', new FakeEvent(), window.webContents);
        return window;
      },
      handPort: (message) => {
        const { port1, port2 } = new MessageChannel();
        this.ports.push({ message, port: port2 });
        return new FakeMainPort(port1);
      },
      showMenu: (template) => {
        this.menu = template;
      },
      forkUtility: () => {
        throw new Error('no workbook is read in these tests');
      },
    };
  }
}
