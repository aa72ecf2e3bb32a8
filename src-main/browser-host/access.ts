import type { IncomingMessage } from 'node:http';
import type { Sessions, Visitor } from './sessions.ts';

/** Why a request is refused. */
export interface AccessRefusal {
  readonly status: 403 | 421;
  readonly reason: string;
}

/** The name has the port in it, because cookies are shared by all ports of a machine. */
const cookieName = (origin: string): string => `planalign-${new URL(origin).port}`;

/** What a browser is told to keep. */
export const sessionCookie = (origin: string, session: string): string =>
  `${cookieName(origin)}=${session}; HttpOnly; SameSite=Strict; Path=/`;

function sessionOf(request: IncomingMessage, origin: string): string {
  const wanted = `${cookieName(origin)}=`;
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(wanted))?.slice(wanted.length) ?? '';
}

/** Refuses requests to a name that somebody else made point here (DNS rebinding). */
export const checkHost = ({ headers }: IncomingMessage, origin: string): AccessRefusal | null =>
  headers.host === new URL(origin).host ? null : { status: 421, reason: 'This host has another name.' };

/** Who makes a request; a refusal for whoever has no session, and for what the page of another site made. */
export function checkSession(
  request: IncomingMessage,
  origin: string,
  sessions: Sessions,
): Visitor | AccessRefusal {
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site')
    return { status: 403, reason: 'The request comes from another site.' };
  return (
    sessions.visitor(sessionOf(request, origin)) ?? {
      status: 403,
      reason:
        'This address opens in the browser window that the application started. Start the application again to get a new address.',
    }
  );
}

/** Refuses files of somebody who only reads. */
export const checkUpload = ({ access }: Visitor): AccessRefusal | null =>
  access === 'owner' ? null : { status: 403, reason: 'Only the owner of the workspace sends files.' };

/** Refuses what does not come from our own page: a browser always says where a WebSocket or an upload comes from. */
export const checkOrigin = ({ headers }: IncomingMessage, origin: string): AccessRefusal | null =>
  headers.origin === origin ? null : { status: 403, reason: 'The request comes from another site.' };
