import type { MainPort } from '../../src-shared/rpc/pipes.ts';
import type { ForkUtility } from './utility-helper.ts';

/**
 * The few parts of Electron that the desktop uses, as narrow as they are used. `main.ts` hands in the real ones, which
 * the compiler checks against these; tests hand in stand-ins. Nothing but `main.ts` and `preload.ts` imports Electron.
 */

/** An event whose usual course can be stopped. */
export interface Preventable {
  preventDefault(): void;
}

export interface DesktopApp {
  readonly isPackaged: boolean;
  requestSingleInstanceLock(): boolean;
  whenReady(): Promise<void>;
  quit(): void;
  exit(code?: number): void;
  addRecentDocument(path: string): void;
  setAppUserModelId(id: string): void;
  on(
    event: 'second-instance',
    listen: (event: Preventable, argv: string[], workingDirectory: string) => void,
  ): unknown;
  on(event: 'open-file', listen: (event: Preventable, path: string) => void): unknown;
  on(event: 'web-contents-created', listen: (event: Preventable, contents: Contents) => void): unknown;
  on(event: 'window-all-closed', listen: () => void): unknown;
  on(event: 'will-quit', listen: (event: Preventable) => void): unknown;
  on(
    event: 'child-process-gone',
    listen: (event: Preventable, details: { readonly type: string; readonly reason: string }) => void,
  ): unknown;
}

/** A frame that sent a message. */
export interface Frame {
  readonly url: string;
}

/** What shows a page. */
export interface Contents {
  readonly mainFrame: Frame;
  on(
    event: 'will-navigate' | 'will-redirect' | 'will-attach-webview',
    listen: (event: Preventable) => void,
  ): unknown;
  on(
    event: 'render-process-gone',
    listen: (event: Preventable, details: { readonly reason: string; readonly exitCode: number }) => void,
  ): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
  send(channel: string, ...values: unknown[]): void;
  reload(): void;
}

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DesktopWindow {
  readonly webContents: Contents;
  on(event: 'close', listen: (event: Preventable) => void): unknown;
  on(event: 'closed' | 'unresponsive', listen: () => void): unknown;
  once(event: 'ready-to-show', listen: () => void): unknown;
  loadURL(url: string): Promise<void>;
  show(): void;
  focus(): void;
  restore(): void;
  maximize(): void;
  close(): void;
  destroy(): void;
  isMinimized(): boolean;
  isMaximized(): boolean;
  getNormalBounds(): Bounds;
  setTitle(title: string): void;
  setDocumentEdited(edited: boolean): void;
  setProgressBar(progress: number): void;
}

/** Options of a window, the ones that are given. */
export interface WindowOptions {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
  readonly minWidth: number;
  readonly minHeight: number;
  readonly show: boolean;
  readonly backgroundColor: string;
  readonly webPreferences: {
    readonly preload: string;
    readonly contextIsolation: true;
    readonly sandbox: true;
    readonly nodeIntegration: false;
    readonly webSecurity: true;
    readonly webviewTag: false;
    readonly spellcheck: false;
    readonly navigateOnDragDrop: false;
  };
}

/** A message from a page. */
export interface PageMessage {
  readonly sender: Contents;
  readonly senderFrame: Frame | null;
}

export interface Messages {
  handle(channel: string, answer: (event: PageMessage, value: unknown) => Promise<unknown>): void;
  on(channel: string, listen: (event: PageMessage, value: unknown) => void): unknown;
}

interface FileFilter {
  name: string;
  extensions: string[];
}

/** Dialogs of the system, in front of the window. */
export interface Dialogs {
  showOpenDialog(options: {
    title: string;
    properties: ['openFile'];
    filters: FileFilter[];
  }): Promise<{ readonly canceled: boolean; readonly filePaths: string[] }>;
  showSaveDialog(options: {
    title: string;
    defaultPath: string;
    filters: FileFilter[];
  }): Promise<{ readonly canceled: boolean; readonly filePath: string }>;
  showMessageBox(options: {
    type: 'warning' | 'error';
    message: string;
    detail: string;
    buttons: string[];
    defaultId: number;
    cancelId: number;
    noLink: true;
  }): Promise<{ readonly response: number }>;
  showErrorBox(title: string, content: string): void;
}

/** The session of the pages: what they may reach and be allowed. */
export interface PageSession {
  setPermissionRequestHandler(
    handler: (contents: Contents, permission: string, answer: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: (contents: Contents | null, permission: string) => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  readonly webRequest: {
    onBeforeRequest(
      listen: (details: { readonly url: string }, answer: (response: { cancel: boolean }) => void) => void,
    ): void;
  };
}

export interface Protocols {
  registerSchemesAsPrivileged(
    schemes: {
      scheme: string;
      privileges: { standard: boolean; secure: boolean; supportFetchAPI: boolean };
    }[],
  ): void;
  handle(scheme: string, answer: (request: Request) => Promise<Response>): void;
}

/** An item of a menu, as a template says it. */
export interface MenuItem {
  label?: string;
  role?: MenuRole;
  type?: 'separator';
  accelerator?: string;
  enabled?: boolean;
  submenu?: MenuItem[];
  click?: () => void;
}
export type MenuRole =
  | 'appMenu'
  | 'close'
  | 'copy'
  | 'cut'
  | 'paste'
  | 'quit'
  | 'resetZoom'
  | 'selectAll'
  | 'togglefullscreen'
  | 'windowMenu'
  | 'zoomIn'
  | 'zoomOut';

export interface ElectronParts {
  readonly app: DesktopApp;
  readonly protocol: Protocols;
  readonly dialog: Dialogs;
  readonly messages: Messages;
  /** Available once the app is ready. */
  readonly session: () => PageSession;
  /** The areas of the screens that windows may use. */
  readonly workAreas: () => readonly Bounds[];
  readonly isDark: () => boolean;
  readonly newWindow: (options: WindowOptions) => DesktopWindow;
  /** Hands one end of a new channel to the page under a text, and gives the other. */
  readonly handPort: (message: string) => MainPort;
  readonly showMenu: (template: MenuItem[]) => void;
  readonly forkUtility: ForkUtility;
}
