import { Loader } from '@mantine/core';
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { PAGES } from '../pages/registry.ts';
import { useNavigation } from '../state/navigation.ts';

const VIEWS: ReadonlyMap<string, ComponentType> = new Map(
  PAGES.map(({ pageId, load }) => [pageId, lazy(load)]),
);

/** The page that the address names; the first one for an unknown address. */
export function PageView(): ReactNode {
  const pageId = useNavigation((place) => place.pageId);
  const View = VIEWS.get(pageId) ?? [...VIEWS.values()][0];
  if (View === undefined) return null;
  return (
    <Suspense fallback={<Loader role="status" aria-label="Loading the page" />}>
      <View />
    </Suspense>
  );
}
