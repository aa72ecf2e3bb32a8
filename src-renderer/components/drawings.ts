/** How to let go of what libraries have drawn, by the element that it is in. */
const DRAWINGS = new Map<HTMLElement, () => void>();

/**
 * Notes that something was drawn into an element. It stays there while the page is hidden, when React takes back every
 * effect as if the page were gone, and is let go of once the element has left the document.
 */
export function keepDrawing(element: HTMLElement, release: () => void): void {
  DRAWINGS.set(element, release);
}

/** Lets go of everything whose element is no longer in the document. */
export function releaseDetached(): void {
  for (const [element, release] of DRAWINGS) {
    if (element.isConnected) continue;
    DRAWINGS.delete(element);
    release();
  }
}
