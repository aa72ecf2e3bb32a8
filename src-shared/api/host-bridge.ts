import { z } from 'zod';
import {
  FILE_PURPOSES,
  idSchema,
  SAVE_PURPOSES,
  type FilePurpose,
  type FileReference,
  type SavePurpose,
} from './files.ts';

/**
 * What the program around the page does for it and cannot go over the one API: dialogs, dropped files, downloads and
 * the frame of the window. Electron gives it from the preload script, a browser from its own means; the page cannot
 * tell which.
 */
export interface HostBridge {
  readonly kind: 'electron' | 'browser';
  /** Lets the user choose a file to read; null when they do not. */
  chooseFile(purpose: FilePurpose): Promise<FileReference | null>;
  /**
   * Lets the user choose where to save; null when they do not. In a browser there is no such dialog, and a file is
   * saved by name: `canChooseTarget` says so.
   */
  chooseTarget(purpose: SavePurpose, suggestedName: string): Promise<FileReference | null>;
  readonly canChooseTarget: boolean;
  /** Makes a file that was dropped on the page, or picked in it, known to the application. */
  acceptFile(file: File): Promise<FileReference>;
  /** Hands a finished download to the user; a file that was saved where they chose needs nothing more. */
  deliver(file: FileReference): Promise<void>;
  /** Shows in the frame of the window what the page is about. */
  showState(state: WindowState): void;
  /** Hears of chosen items of the menu by the id of their action; gives back how to stop. */
  onAction(listen: (actionId: string) => void): () => void;
  /** Tells the host which actions exist, for the menu of the system. */
  showMenu(menu: readonly MenuAction[]): void;
}

/** What the frame of the window shows. */
export const windowStateSchema = z.strictObject({
  title: z.string().max(300),
  /** Marks the window as having unsaved changes; closing it then asks. */
  edited: z.boolean(),
  /** Whether a run is going on; closing the window then asks. */
  running: z.boolean(),
  /** Progress from 0 to 1 on the icon; null for none. */
  progress: z.number().min(0).max(1).nullable(),
});
export type WindowState = z.output<typeof windowStateSchema>;

const MENU_SECTIONS = ['file', 'edit', 'view', 'run', 'help'] as const;

/** An action of the registry, as far as a menu needs it. */
export const menuActionSchema = z.strictObject({
  actionId: idSchema,
  title: z.string().min(1).max(100),
  section: z.enum(MENU_SECTIONS),
  /** As Electron writes it, `CmdOrCtrl+S`; null for none. */
  shortcut: z.string().max(50).nullable(),
  isEnabled: z.boolean(),
});
export type MenuAction = z.output<typeof menuActionSchema>;

/** Arguments of the requests that cross from a page of Electron to its main process. */
export const bridgeRequests = {
  chooseFile: z.strictObject({ purpose: z.enum(FILE_PURPOSES) }),
  chooseTarget: z.strictObject({ purpose: z.enum(SAVE_PURPOSES), suggestedName: z.string().max(200) }),
  acceptFile: z.strictObject({ path: z.string().min(1).max(10_000) }),
  showState: windowStateSchema,
  showMenu: z.array(menuActionSchema).max(500),
} as const;
