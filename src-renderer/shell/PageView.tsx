import { Loader } from '@mantine/core';
import {
  Activity,
  lazy,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { releaseDetached } from '../components/drawings.ts';
import { PAGES } from '../pages/registry.ts';
import { fragmentOf, PageContext, useNavigation } from '../state/navigation.ts';
import { useIsReader } from '../state/session.ts';
import classes from './shell.module.css';

const VIEWS: ReadonlyMap<string, ReactNode> = new Map(
  PAGES.map(({ pageId, load }) => {
    const View = lazy(load);
    return [pageId, <View key={pageId} />];
  }),
);

/** Where somebody who only reads begins. */
const READER_PAGE = 'overview';

/** Milliseconds for the page that the window opens with, before the code of the others is fetched. */
const REST = 1_500;

/** Fetches the code of all pages, one when nothing else is to be done, so that no page waits for it when it is shown. */
function usePagesAhead(): void {
  useEffect(() => {
    let isWanted = true;
    const fetchFrom = (index: number): void => {
      const page = PAGES[index];
      if (page === undefined || !isWanted) return;
      window.requestIdleCallback(() => {
        if (!isWanted) return;
        page.load().then(
          () => {
            fetchFrom(index + 1);
          },
          // It is asked for again, and missed, when the page is shown.
          () => undefined,
        );
      });
    };
    const timer = window.setTimeout(() => {
      fetchFrom(0);
    }, REST);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, []);
}

/** Pages that stay as they were left, hidden, until others have taken their places. */
const MOST_KEPT = 6;

/**
 * The page that the address names; the first one for an unknown address. The pages shown last are kept: one that is come
 * back to need not be built again. While it is hidden a page hears of nothing; when it is shown, it asks for what may
 * have changed as if it were new.
 */
export function PageView(): ReactNode {
  const wanted = useNavigation((place) => place.pageId);
  const readsOnly = useIsReader();
  const isOpen = PAGES.some(
    ({ pageId, isForOwner }) => pageId === wanted && !(readsOnly && isForOwner === true),
  );
  const [firstPage] = PAGES;
  const shown = isOpen ? wanted : readsOnly ? READER_PAGE : (firstPage?.pageId ?? '');
  const [kept, setKept] = useState<readonly string[]>([]);
  if (kept[0] !== shown) setKept([shown, ...kept.filter((pageId) => pageId !== shown)].slice(0, MOST_KEPT));
  useEffect(releaseDetached, [kept]);
  useScrollOf(shown);
  usePagesAhead();
  // In the order of the sidebar, whatever was shown last: an element that is moved would be laid out anew.
  return PAGES.filter(({ pageId }) => pageId === shown || kept.includes(pageId)).map(({ pageId }) => (
    <KeptPage key={pageId} pageId={pageId} isShown={pageId === shown} />
  ));
}

function KeptPage({ pageId, isShown }: { readonly pageId: string; readonly isShown: boolean }): ReactNode {
  const [frame] = useState<{ element: HTMLElement | null }>(() => ({ element: null }));
  useLayoutEffect(() => {
    const { element } = frame;
    if (element === null) return undefined;
    element.classList.toggle(classes['kept'] ?? '', !isShown);
    if (isShown) return undefined;
    // React takes hidden elements out of the layout, and to lay out a grid again costs as much as to build it: they
    // keep their size, unseen. It may say so later than here.
    const layOut = (): void => {
      if (element.style.display !== '') element.style.removeProperty('display');
    };
    layOut();
    const observer = new MutationObserver(layOut);
    observer.observe(element, { attributeFilter: ['style'] });
    return () => {
      observer.disconnect();
    };
  }, [frame, isShown]);
  return (
    <Activity mode={isShown ? 'visible' : 'hidden'}>
      <div
        // The element is noted once: while the page is hidden, a reference would be taken back.
        ref={(element) => {
          frame.element = element ?? frame.element;
        }}
      >
        <Suspense fallback={<Loader role="status" aria-label="Loading the page" />}>
          <PageContext value={pageId}>{VIEWS.get(pageId)}</PageContext>
        </Suspense>
      </div>
    </Activity>
  );
}

/** Shows a place that is come back to where it was left, and another one from its top. */
function useScrollOf(pageId: string): void {
  const left = useRef(new Map<string, { readonly fragment: string; readonly top: number }>());
  const present = useRef(0);
  useLayoutEffect(() => {
    const fragment = (): string => fragmentOf(useNavigation.getState());
    const before = left.current.get(pageId);
    const top = before?.fragment === fragment() ? before.top : 0;
    // To ask for the position, or to set it, lays out the page that is just being made.
    if (top !== present.current) window.scrollTo({ top, behavior: 'instant' });
    const note = (): void => {
      present.current = window.scrollY;
      if (useNavigation.getState().pageId === pageId)
        left.current.set(pageId, { fragment: fragment(), top: present.current });
    };
    window.addEventListener('scroll', note, { passive: true });
    return () => {
      window.removeEventListener('scroll', note);
    };
  }, [pageId]);
}
