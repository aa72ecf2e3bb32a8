import { createContext, useContext } from 'react';
import { create, useStore } from 'zustand';

/**
 * Where the window is: a page, what it shows, and how. It stands in the address, so that back and forward work and a
 * view can be kept as a bookmark: `#/monthly/RUN?by=department&year=2027`.
 */
export interface Place {
  readonly pageId: string;
  /** What is shown, in the order of the page: a run, then a person of it, for example. */
  readonly parameters: readonly string[];
  /** How it is shown: what is chosen on the page, by name. */
  readonly view: Readonly<Record<string, string>>;
}

/** The page a window opens with. */
const FIRST_PAGE = 'start';

/** The place that the fragment of an address names: `#/runs/ID`. */
export function placeOf(fragment: string): Place {
  const [path = '', query = ''] = fragment.replace(/^#?\/?/, '').split('?');
  const [pageId = '', ...parameters] = path.split('/');
  return {
    pageId: pageId === '' ? FIRST_PAGE : pageId,
    parameters: parameters.map(decodeURIComponent),
    view: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** A place, with nothing chosen on its page but what is given. */
export const placeTo = (
  pageId: string,
  parameters: readonly string[] = [],
  view: Readonly<Record<string, string>> = {},
): Place => ({ pageId, parameters, view });

/** The fragment of a place: what a link to it says. */
export function fragmentOf({ pageId, parameters, view }: Place): string {
  const query = new URLSearchParams(view).toString();
  const path = [pageId, ...parameters.map(encodeURIComponent)].join('/');
  return query === '' ? `#/${path}` : `#/${path}?${query}`;
}

const NAVIGATION = create<Place>(() => placeTo(FIRST_PAGE));

/** Where each page was seen last. */
const SEEN = new Map<string, Place>();

function show(place: Place): void {
  SEEN.set(place.pageId, place);
  NAVIGATION.setState(place, true);
}

/** The page that something is part of; null for the frame around all pages. */
export const PageContext = createContext<string | null>(null);

/**
 * What is wanted of the place of the window. A page that is kept while another one is shown stays where it was: it must
 * not be drawn for the place of another page, and again when it is come back to.
 */
function usePlace<Wanted>(select: (place: Place) => Wanted): Wanted {
  const pageId = useContext(PageContext);
  return useStore(NAVIGATION, (place) =>
    select(pageId === null || place.pageId === pageId ? place : (SEEN.get(pageId) ?? place)),
  );
}

export const useNavigation = Object.assign(usePlace, { getState: NAVIGATION.getState });

/** Shows a page; `parameters` say what of it, a run for example. */
export function goTo(pageId: string, ...parameters: readonly string[]): void {
  goToPlace(placeTo(pageId, parameters));
}

/** Shows a page as it is described. */
export function goToPlace(place: Place): void {
  window.location.hash = fragmentOf(place);
}

/**
 * Changes what is chosen on the page that is shown; null takes a choice back. A step that a reader would want to go
 * back from (`'step'`: another year, another tab) is one of the history; following a slider (`'refine'`) is none.
 */
export function changeView(
  changed: Readonly<Record<string, string | null>>,
  kind: 'step' | 'refine' = 'step',
): void {
  const place = useNavigation.getState();
  const kept = Object.entries({ ...place.view, ...changed }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const next = { ...place, view: Object.fromEntries(kept) };
  if (kind === 'step') {
    goToPlace(next);
    return;
  }
  window.history.replaceState(null, '', fragmentOf(next));
  show(next);
}

/** What is chosen on the page under a name; null for nothing. */
export const useView = (name: string): string | null => useNavigation(({ view }) => view[name] ?? null);

/** Follows the address of the window. */
export function startNavigation(): void {
  const follow = (): void => {
    show(placeOf(window.location.hash));
  };
  window.addEventListener('hashchange', follow);
  follow();
}
