import type { FilterDisplayComp, FilterDisplayParams } from 'ag-grid-community';
import { useState, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { GridCondition } from '../../src-shared/api/results.ts';
import type { GridRow } from './cell-text.ts';
import type { FilterContext, FilterProps } from './filter-context.ts';

type Model = readonly GridCondition[];
type Params = FilterDisplayParams<GridRow, unknown, Model>;

/** A filter that the grid shows, and the element that the grid has for it. */
interface Display {
  readonly element: HTMLElement;
  readonly View: ComponentType<FilterProps>;
  readonly props: FilterProps;
}

/** The filters that a grid has made, drawn by the page that the grid stands in. */
export class FilterDisplays {
  #displays: readonly Display[] = [];
  readonly #hearers = new Set<() => void>();

  readonly subscribe = (hearer: () => void): (() => void) => {
    this.#hearers.add(hearer);
    return () => {
      this.#hearers.delete(hearer);
    };
  };

  readonly all = (): readonly Display[] => this.#displays;

  /** Shows a filter, or shows it anew; it stands there when this returns, so that the grid can measure it. */
  put(display: Display): void {
    const others = this.#displays.filter(({ element }) => element !== display.element);
    this.#change([...others, display]);
  }

  remove(element: HTMLElement): void {
    this.#change(this.#displays.filter((display) => display.element !== element));
  }

  #change(displays: readonly Display[]): void {
    this.#displays = displays;
    flushSync(() => {
      for (const hear of this.#hearers) hear();
    });
  }
}

/** The filter of a column as the grid wants it, which shows a component. */
export function filterOf(
  displays: FilterDisplays,
  View: ComponentType<FilterProps>,
  context: FilterContext,
): new () => FilterDisplayComp<GridRow, unknown, Model> {
  return class {
    readonly #element = document.createElement('div');
    #timesOpened = 0;
    #params: Params | null = null;

    init(params: Params): void {
      this.refresh(params);
    }

    getGui(): HTMLElement {
      return this.#element;
    }

    refresh(params: Params): boolean {
      this.#params = params;
      this.#show();
      return true;
    }

    afterGuiAttached(): void {
      this.#timesOpened += 1;
      this.#show();
    }

    destroy(): void {
      displays.remove(this.#element);
    }

    #show(): void {
      if (this.#params === null) return;
      const { model, onModelChange } = this.#params;
      const props = { ...context, model, onModelChange, timesOpened: this.#timesOpened };
      displays.put({ element: this.#element, View, props });
    }
  };
}

/** The filters of a grid, and where they are drawn. */
export function useFilterDisplays(): readonly [FilterDisplays, ReactNode] {
  const [displays] = useState(() => new FilterDisplays());
  const all = useSyncExternalStore(displays.subscribe, displays.all);
  return [
    displays,
    all.map(({ element, View, props }) => createPortal(<View {...props} />, element, props.about.name)),
  ];
}
