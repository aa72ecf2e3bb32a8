import { Loader } from '@mantine/core';
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { PAGES } from '../pages/registry.ts';
import { useNavigation } from '../state/navigation.ts';
import { useIsReader } from '../state/session.ts';

const VIEWS: ReadonlyMap<string, ComponentType> = new Map(
  PAGES.map(({ pageId, load }) => [pageId, lazy(load)]),
);

/** Where somebody who only reads begins. */
const READER_PAGE = 'overview';

/** The page that the address names; the first one for an unknown address. */
export function PageView(): ReactNode {
  const wanted = useNavigation((place) => place.pageId);
  const readsOnly = useIsReader();
  const isOpen = PAGES.some(
    ({ pageId, isForOwner }) => pageId === wanted && !(readsOnly && isForOwner === true),
  );
  const View = VIEWS.get(isOpen ? wanted : readsOnly ? READER_PAGE : '') ?? [...VIEWS.values()][0];
  if (View === undefined) return null;
  return (
    <Suspense fallback={<Loader role="status" aria-label="Loading the page" />}>
      <View />
    </Suspense>
  );
}
