import { expect, it } from 'vitest';
import { isShortcut, showShortcut, type KeyPress } from './shortcut.ts';

const NONE: KeyPress = { key: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it('is pressed with exactly its keys, Command on a Mac and Control elsewhere', () => {
  const save = { ...NONE, key: 's', ctrlKey: true };
  expect(isShortcut('CmdOrCtrl+S', save, false)).toBe(true);
  expect(isShortcut('CmdOrCtrl+S', save, true)).toBe(false);
  expect(isShortcut('CmdOrCtrl+S', { ...NONE, key: 's', metaKey: true }, true)).toBe(true);
  expect(isShortcut('CmdOrCtrl+S', { ...save, shiftKey: true }, false)).toBe(false);
  expect(isShortcut('CmdOrCtrl+Shift+S', { ...save, key: 'S', shiftKey: true }, false)).toBe(true);
  expect(isShortcut('F2', { ...NONE, key: 'F2' }, false)).toBe(true);
});

it('is shown as the keyboard has it', () => {
  expect(showShortcut('CmdOrCtrl+Shift+S', false)).toBe('Ctrl+Shift+S');
  expect(showShortcut('CmdOrCtrl+Shift+S', true)).toBe('⌘⇧S');
});
