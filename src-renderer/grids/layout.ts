import type { GridLayout } from './grid-settings.ts';

/** The layout with a column put before another one, or at the end for null. */
export function movedBefore(layout: GridLayout, name: string, before: string | null): GridLayout {
  const moved = layout.find((entry) => entry.name === name);
  if (moved === undefined || name === before) return layout;
  const others = layout.filter((entry) => entry !== moved);
  const place = before === null ? others.length : others.findIndex((entry) => entry.name === before);
  return [...others.slice(0, place), moved, ...others.slice(place)];
}

/** The columns that are shown, from left to right. */
export function shownColumns(layout: GridLayout): readonly string[] {
  const at = (side: GridLayout[number]['pinned']): readonly string[] =>
    layout.filter(({ isHidden, pinned }) => !isHidden && pinned === side).map(({ name }) => name);
  return [...at('left'), ...at(null), ...at('right')];
}
