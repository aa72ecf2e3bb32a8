/** The nonce that styles made by components need; the host puts a new one into every page it serves. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
