import { create } from 'zustand';

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

export const useNavigation = create<Place>(() => placeTo(FIRST_PAGE));

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
  useNavigation.setState(next, true);
}

/** What is chosen on the page under a name; null for nothing. */
export const useView = (name: string): string | null => useNavigation(({ view }) => view[name] ?? null);

/** Follows the address of the window. */
export function startNavigation(): void {
  const follow = (): void => {
    useNavigation.setState(placeOf(window.location.hash), true);
  };
  window.addEventListener('hashchange', follow);
  follow();
}
