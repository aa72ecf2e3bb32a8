import { create } from 'zustand';

/** Where the window is: a page, and what it shows. It stands in the address, so that back and forward work. */
export interface Place {
  readonly pageId: string;
  readonly parameters: readonly string[];
}

/** The page a window opens with. */
const FIRST_PAGE = 'start';

/** The place that the fragment of an address names: `#/runs/ID`. */
export function placeOf(fragment: string): Place {
  const [pageId = '', ...parameters] = fragment.replace(/^#?\/?/, '').split('/');
  return { pageId: pageId === '' ? FIRST_PAGE : pageId, parameters: parameters.map(decodeURIComponent) };
}

/** The fragment of a place. */
export function fragmentOf({ pageId, parameters }: Place): string {
  return `#/${[pageId, ...parameters.map(encodeURIComponent)].join('/')}`;
}

export const useNavigation = create<Place>(() => ({ pageId: FIRST_PAGE, parameters: [] }));

/** Shows a page; `parameters` say what of it, a run for example. */
export function goTo(pageId: string, ...parameters: readonly string[]): void {
  window.location.hash = fragmentOf({ pageId, parameters });
}

/** Follows the address of the window. */
export function startNavigation(): void {
  const follow = (): void => {
    useNavigation.setState(placeOf(window.location.hash), true);
  };
  window.addEventListener('hashchange', follow);
  follow();
}
