/** A key as it is pressed. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const isMac = (): boolean => typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac OS');

/** Whether a key press is a shortcut as Electron writes it. */
export function isShortcut(shortcut: string, press: KeyPress, onMac = isMac()): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1)?.toLowerCase();
  const command = parts.includes('CmdOrCtrl');
  return (
    press.key.toLowerCase() === key &&
    press.altKey === parts.includes('Alt') &&
    press.shiftKey === parts.includes('Shift') &&
    press.metaKey === (command && onMac) &&
    press.ctrlKey === (command && !onMac)
  );
}

/** A shortcut as the keyboard in front of the user shows it. */
export function showShortcut(shortcut: string, onMac = isMac()): string {
  const names: Readonly<Record<string, string>> = onMac
    ? { CmdOrCtrl: '⌘', Shift: '⇧', Alt: '⌥' }
    : { CmdOrCtrl: 'Ctrl' };
  const parts = shortcut.split('+').map((part) => names[part] ?? part);
  return onMac ? parts.join('') : parts.join('+');
}
