import type { MenuAction } from '../../src-shared/api/host-bridge.ts';

/**
 * Something the user can do, wherever they do it: the menu, the palette, a shortcut and a button all read this one
 * record.
 */
export interface Action {
  readonly actionId: string;
  readonly section: MenuAction['section'];
  /** A verb first: “Save scenario”. It may name what it acts on. */
  readonly title: () => string;
  /** Other words by which the palette finds it. */
  readonly keywords: readonly string[];
  /** As Electron writes it, `CmdOrCtrl+S`; null for none. */
  readonly shortcut: string | null;
  /** Why it cannot be used now, in a sentence; null when it can. */
  readonly obstacle: () => string | null;
  readonly run: () => void | Promise<void>;
}

/** An action that can always be used. */
export const always = (): null => null;
