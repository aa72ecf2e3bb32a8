import { createGrid, type GridApi, type GridOptions, type ManagedGridOptions } from 'ag-grid-community';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { keepDrawing, releaseDetached } from '../components/drawings.ts';

/**
 * A grid in an element. It draws its cells itself, which costs half of what cells made of components do, and it stays
 * while its page is hidden. `fixed` is what it begins with; `changing` is followed, option by option.
 * @returns the grid once there is one.
 */
export function useGrid<Row>(
  element: RefObject<HTMLElement | null>,
  fixed: GridOptions<Row>,
  changing: ManagedGridOptions<Row>,
): GridApi<Row> | null {
  const [api, setApi] = useState<GridApi<Row> | null>(null);
  const made = useRef<GridApi<Row> | null>(null);
  const followed = useRef<ManagedGridOptions<Row>>(changing);
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return undefined;
    // It is there already when its page is shown again.
    if (made.current === null || made.current.isDestroyed()) {
      const grid = createGrid<Row>(box, { ...fixed, ...changing });
      followed.current = changing;
      keepDrawing(box, () => {
        grid.destroy();
      });
      made.current = grid;
      setApi(grid);
    }
    return releaseDetached;
  }, []);
  useLayoutEffect(() => {
    if (api === null || followed.current === changing) return;
    const before = new Map(Object.entries(followed.current));
    const changed = Object.entries(changing).filter(([name, value]) => before.get(name) !== value);
    followed.current = changing;
    if (changed.length > 0) api.updateGridOptions(Object.fromEntries(changed));
  });
  return api;
}
