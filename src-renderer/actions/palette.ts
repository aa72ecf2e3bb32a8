import { createSpotlight } from '@mantine/spotlight';

const [store, spotlight] = createSpotlight();

/** What the palette component shows. */
export const paletteStore = store;

/** Opens the command palette. */
export function openPalette(): void {
  spotlight.open();
}
