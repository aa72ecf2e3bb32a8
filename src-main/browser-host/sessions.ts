import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing of where the texts differ. */
const isEqual = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const secret = (): string => randomBytes(32).toString('base64url');

/**
 * Who may talk to the host. A token of 256 bits opens one browser once: it is exchanged for a session, which the
 * browser keeps in a cookie that scripts cannot read and other sites cannot send.
 */
export class Sessions {
  readonly #tokens = new Set<string>();
  readonly #sessions = new Set<string>();

  newToken(): string {
    const token = secret();
    this.#tokens.add(token);
    return token;
  }

  /** The session that a token opens; null for one that is unknown or was used. */
  redeem(token: string): string | null {
    const known = [...this.#tokens].find((other) => isEqual(other, token));
    if (known === undefined) return null;
    this.#tokens.delete(known);
    const session = secret();
    this.#sessions.add(session);
    return session;
  }

  isOpen(session: string): boolean {
    return [...this.#sessions].some((other) => isEqual(other, session));
  }
}
