import { join } from 'node:path';
import { z } from 'zod';
import { SettingsFile } from '../application/settings-file.ts';
import type { Bounds } from './electron-parts.ts';

const whole = z.int().min(-100_000).max(100_000);
const schema = z.strictObject({
  bounds: z.strictObject({ x: whole, y: whole, width: whole, height: whole }).nullable(),
  isMaximized: z.boolean(),
});
export type WindowPlace = z.output<typeof schema>;

export const SMALLEST = { width: 1_024, height: 640 } as const;
const USUAL = { width: 1_440, height: 900 } as const;
/** So much of a window must lie on a screen that it can be taken hold of. */
const VISIBLE = 80;

/** Where the window was when it was closed. */
export const windowPlaceFile = (dataFolder: string): SettingsFile<WindowPlace> =>
  new SettingsFile(join(dataFolder, 'window.json'), schema, { bounds: null, isMaximized: false });

const isReachable = (bounds: Bounds, area: Bounds): boolean =>
  bounds.x + bounds.width >= area.x + VISIBLE &&
  bounds.x <= area.x + area.width - VISIBLE &&
  bounds.y >= area.y &&
  bounds.y <= area.y + area.height - VISIBLE;

/** Size and place of a new window: as it was, unless the screen it was on is gone. */
export function placeWindow(
  { bounds }: WindowPlace,
  areas: readonly Bounds[],
): Pick<Bounds, 'width' | 'height'> & Partial<Bounds> {
  if (bounds === null || !areas.some((area) => isReachable(bounds, area))) return USUAL;
  return {
    x: bounds.x,
    y: bounds.y,
    width: Math.max(SMALLEST.width, bounds.width),
    height: Math.max(SMALLEST.height, bounds.height),
  };
}
