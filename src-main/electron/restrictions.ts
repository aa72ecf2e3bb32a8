import { isOwnAddress } from './app-protocol.ts';
import type { Contents, PageMessage, PageSession } from './electron-parts.ts';

/** What the page may do beyond showing itself: put text and pictures on the clipboard when the user asks. */
const ALLOWED: readonly string[] = ['clipboard-sanitized-write'];

/** Addresses without a network: those of the page and what it makes itself, and of the developer tools. */
const LOCAL = /^(data|blob|devtools):/;

/** Denies a page every permission, device and connection that the application has no use for. */
export function restrictSession(session: PageSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(ALLOWED.includes(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isOwnAddress(url) && !LOCAL.test(url) });
  });
}

/** Keeps a page where it is: it opens no window, embeds no other page and goes nowhere. */
export function restrictContents(contents: Contents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  for (const event of ['will-navigate', 'will-redirect', 'will-attach-webview'] as const)
    contents.on(event, (attempt) => {
      attempt.preventDefault();
    });
}

/** Whether a message comes from the page of a window itself: not from a frame in it, nor from another address. */
export const isFromPage = ({ sender, senderFrame }: PageMessage, contents: Contents | null): boolean =>
  sender === contents &&
  senderFrame !== null &&
  senderFrame === contents.mainFrame &&
  isOwnAddress(senderFrame.url);
