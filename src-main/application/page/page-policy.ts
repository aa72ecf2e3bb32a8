import { randomBytes } from 'node:crypto';

/** What the build writes where a nonce belongs. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/**
 * What a page may load: its own files and nothing else. Styles that the components make while they run carry the
 * nonce of the page; there is no inline script, and nothing can be framed, submitted elsewhere or embedded.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of everything that is served to a page. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  'cache-control': 'no-store',
};

/** A page as it is served once: with a nonce of its own, in the text and in the policy. */
export function securePage(html: string): {
  readonly html: string;
  readonly headers: Record<string, string>;
} {
  const nonce = randomBytes(16).toString('base64');
  return {
    html: html.replaceAll(NONCE_PLACEHOLDER, nonce),
    headers: { ...COMMON_HEADERS, 'content-security-policy': contentSecurityPolicy(nonce) },
  };
}
