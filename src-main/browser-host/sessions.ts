import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ReaderPreferences } from '../application/reader-api.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing of where the texts differ. */
const isEqual = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const secret = (): string => randomBytes(32).toString('base64url');

/** What a session may do: a reader has preferences of their own, the owner those of the application. */
export type Visitor =
  { readonly access: 'owner' } | { readonly access: 'reader'; readonly preferences: ReaderPreferences };

interface Token {
  readonly access: Visitor['access'];
  /** How many more browsers it opens. */
  usesLeft: number;
}

/**
 * Who may talk to the host. A token of 256 bits opens a browser, the owner's once: it is exchanged for a session, which
 * the browser keeps in a cookie that scripts cannot read and other sites cannot send.
 */
export class Sessions {
  readonly #tokens = new Map<string, Token>();
  readonly #sessions = new Map<string, Visitor>();

  /** A token that opens a number of browsers. */
  newToken(access: Visitor['access'] = 'owner', uses = 1): string {
    const token = secret();
    this.#tokens.set(token, { access, usesLeft: uses });
    return token;
  }

  /** The session that a token opens; null for one that is unknown or used up. */
  redeem(given: string): string | null {
    const [token, known] = [...this.#tokens].find(([other]) => isEqual(other, given)) ?? [];
    if (token === undefined || known === undefined) return null;
    known.usesLeft -= 1;
    if (known.usesLeft === 0) this.#tokens.delete(token);
    const session = secret();
    this.#sessions.set(
      session,
      known.access === 'owner'
        ? { access: 'owner' }
        : { access: 'reader', preferences: new ReaderPreferences() },
    );
    return session;
  }

  /** Whose session it is; null for one that is not open. */
  visitor(session: string): Visitor | null {
    return [...this.#sessions].find(([other]) => isEqual(other, session))?.[1] ?? null;
  }
}
