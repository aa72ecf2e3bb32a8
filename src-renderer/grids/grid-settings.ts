import { z } from 'zod';
import {
  conditionSchema,
  type GridColumn,
  type GridCondition,
  type GridSelection,
} from '../../src-shared/api/results.ts';

/** How the columns of a grid stand: their order, and what differs of one from how it is by default. */
const layoutSchema = z.array(
  z.strictObject({
    name: z.string().max(100),
    isHidden: z.boolean(),
    width: z.number().min(20).max(2_000).nullable(),
    pinned: z.enum(['left', 'right']).nullable(),
  }),
);
export type GridLayout = z.output<typeof layoutSchema>;

const sortSchema = z.array(z.strictObject({ column: z.string().max(100), descending: z.boolean() })).max(5);
export type GridSort = GridSelection['sort'];

const viewSchema = z.strictObject({
  name: z.string().min(1).max(60),
  layout: layoutSchema,
  conditions: z.array(conditionSchema).max(100),
  sort: sortSchema,
});
export type SavedView = z.output<typeof viewSchema>;

const settingsSchema = z.strictObject({
  layout: layoutSchema,
  sort: sortSchema,
  views: z.array(viewSchema).max(100),
});
export type GridSettings = z.output<typeof settingsSchema>;

const NONE: GridSettings = { layout: [], sort: [], views: [] };

/** Where the settings of a relation are among what screens want to find again. */
export const settingsKey = (relation: GridSelection['relation']): string => `grid.${relation}`;

/** Settings as they were kept; the default for anything else that stands in their place. */
export const settingsOf = (kept: unknown): GridSettings => settingsSchema.safeParse(kept).data ?? NONE;

/** A layout for the columns that there are: those that it does not know come last, as they are by default. */
export function layoutFor(columns: readonly Pick<GridColumn, 'name'>[], layout: GridLayout): GridLayout {
  const names = new Set(columns.map(({ name }) => name));
  const known = layout.filter(({ name }) => names.has(name));
  const placed = new Set(known.map(({ name }) => name));
  const others = columns.filter(({ name }) => !placed.has(name));
  return [...known, ...others.map(({ name }) => ({ name, isHidden: false, width: null, pinned: null }))];
}

/** The views with one of them put in its place, or added. */
export const withView = (views: readonly SavedView[], view: SavedView): SavedView[] =>
  views.some(({ name }) => name === view.name)
    ? views.map((other) => (other.name === view.name ? view : other))
    : [...views, view].sort((a, b) => a.name.localeCompare(b.name));

/** Order of an address: `annualPay.desc,year.asc`; null when it says nothing of it. */
export function sortInView(text: string | null): GridSort | null {
  if (text === null) return null;
  return text
    .split(',')
    .flatMap((part): GridSort => {
      const [, column, direction] = /^([A-Za-z]+)\.(asc|desc)$/.exec(part) ?? [];
      return column === undefined ? [] : [{ column, descending: direction === 'desc' }];
    })
    .slice(0, 5);
}

/** An order as an address says it; that of the log is said too, for there may be another one that is remembered. */
export const sortView = (sort: GridSort): string =>
  sort.length === 0
    ? 'none'
    : sort.map(({ column, descending }) => `${column}.${descending ? 'desc' : 'asc'}`).join(',');

/** Whether two views show the same rows in the same order and columns. */
export const isSameView = (
  a: Pick<SavedView, 'layout' | 'sort'> & { readonly conditions: readonly GridCondition[] },
  b: Pick<SavedView, 'layout' | 'sort'> & { readonly conditions: readonly GridCondition[] },
): boolean =>
  JSON.stringify([a.layout, a.conditions, a.sort]) === JSON.stringify([b.layout, b.conditions, b.sort]);
