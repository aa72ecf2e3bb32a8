import { Button, Group, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { GridColumn, GridSelection } from '../../../src-shared/api/results.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { FailureNote } from '../../components/notes.tsx';
import { Placeholder } from '../../components/Placeholder.tsx';
import { ColumnChooser } from '../../grids/ColumnChooser.tsx';
import { ConditionChips } from '../../grids/ConditionChips.tsx';
import { isSameView, layoutFor, sortInView, sortView, type SavedView } from '../../grids/grid-settings.ts';
import classes from '../../grids/grid.module.css';
import { shownColumns } from '../../grids/layout.ts';
import type { Shown } from '../../grids/grid-state.ts';
import { ResultGrid } from '../../grids/ResultGrid.tsx';
import { useGridSettings } from '../../grids/use-grid-settings.ts';
import { ViewMenu } from '../../grids/ViewMenu.tsx';
import { CONDITIONS_VIEW, conditionsInView, conditionsView } from '../../state/drill.ts';
import { changeView, useView } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { Kept, useLoaded } from '../../state/use-loaded.ts';
import { saveFile } from './save-file.ts';

/** The choices under which the address keeps the order, and the saved view that is shown. */
const SORT_VIEW = 'sort';
const SAVED_VIEW = 'view';

const KEPT = new Kept<readonly GridColumn[]>();

/** All rows of one relation of a run, as a place to work: conditions, order, columns, views, and the rows as a file. */
export function GridPage({
  run,
  relation,
  label,
}: {
  readonly run: RunSummary;
  readonly relation: GridSelection['relation'];
  readonly label: string;
}): ReactNode {
  const { runId } = run;
  const loaded = useLoaded(
    `${runId} ${relation}`,
    () => connectedHost().api.results.columns({ runId, relation }),
    KEPT,
  );
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  if (loaded.state === 'loading') return <Placeholder height={420} label="Loading the rows" />;
  return <Rows run={run} relation={relation} label={label} columns={loaded.value} />;
}

function Rows({
  run,
  relation,
  label,
  columns: all,
}: {
  readonly run: RunSummary;
  readonly relation: GridSelection['relation'];
  readonly label: string;
  readonly columns: readonly GridColumn[];
}): ReactNode {
  const [settings, changeSettings] = useGridSettings(relation);
  const [layout, setLayout] = useState(settings.layout);
  const where = useView(CONDITIONS_VIEW);
  const order = useView(SORT_VIEW);
  const viewName = useView(SAVED_VIEW);
  // The grid begins anew with other columns, so they stay the same object while they are the same.
  const asked = conditionsInView(where).map(({ column }) => column);
  const lookedUp = all
    .filter(({ name, isLookedUp }) => isLookedUp && asked.includes(name))
    .map(({ name }) => name)
    .join();
  const columns = useMemo(
    () => all.filter(({ name, isLookedUp }) => !isLookedUp || lookedUp.split(',').includes(name)),
    [all, lookedUp],
  );
  const shown = useMemo<Shown>(() => {
    const isColumn = (name: string): boolean => columns.some((column) => column.name === name);
    return {
      conditions: conditionsInView(where).filter(({ column }) => isColumn(column)),
      sort: (sortInView(order) ?? settings.sort).filter(({ column }) => isColumn(column)),
      layout: layoutFor(columns, layout),
    };
  }, [columns, where, order, settings.sort, layout]);
  const onChange = (changed: Partial<Shown>): void => {
    if (changed.layout !== undefined) {
      setLayout([...changed.layout]);
      changeSettings({ layout: changed.layout });
    }
    if (changed.sort !== undefined) changeSettings({ sort: changed.sort });
    if (changed.sort !== undefined || changed.conditions !== undefined)
      changeView({
        ...(changed.conditions === undefined
          ? {}
          : { [CONDITIONS_VIEW]: conditionsView(changed.conditions) }),
        ...(changed.sort === undefined ? {} : { [SORT_VIEW]: sortView(changed.sort) }),
      });
  };
  const present = (name: string): SavedView => ({
    name,
    layout: [...shown.layout],
    conditions: [...shown.conditions],
    sort: shown.sort,
  });
  const chosen = settings.views.find(({ name }) => name === viewName) ?? null;
  const isChanged =
    chosen !== null && !isSameView({ ...chosen, layout: layoutFor(columns, chosen.layout) }, present(''));
  const choose = (view: SavedView | null): void => {
    setLayout(view?.layout ?? []);
    changeSettings({ layout: view?.layout ?? [], sort: view?.sort ?? [] });
    changeView({
      [CONDITIONS_VIEW]: conditionsView(view?.conditions ?? []),
      [SORT_VIEW]: sortView(view?.sort ?? []),
      [SAVED_VIEW]: view?.name ?? null,
    });
  };
  return (
    <Stack gap="xs" className={classes['page'] ?? ''}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <Group gap="xs" flex={1}>
          <ViewMenu
            views={settings.views}
            chosen={chosen}
            isChanged={isChanged}
            present={present}
            onChoose={choose}
            onViews={(views, name) => {
              changeSettings({ views: [...views] });
              changeView({ [SAVED_VIEW]: name });
            }}
          />
          <ConditionChips
            relation={relation}
            columns={columns}
            conditions={shown.conditions}
            onChange={(conditions) => {
              onChange({ conditions });
            }}
          />
        </Group>
        <Group gap="xs">
          <ColumnChooser
            columns={columns}
            layout={shown.layout}
            onChange={(changed) => {
              onChange({ layout: layoutFor(columns, changed) });
            }}
          />
          <CsvButton run={run} relation={relation} label={label} shown={shown} />
        </Group>
      </Group>
      <ResultGrid
        key={lookedUp}
        runId={run.runId}
        relation={relation}
        columns={columns}
        label={label}
        shown={shown}
        onChange={onChange}
      />
    </Stack>
  );
}

function CsvButton({
  run,
  relation,
  label,
  shown,
}: {
  readonly run: RunSummary;
  readonly relation: GridSelection['relation'];
  readonly label: string;
  readonly shown: Shown;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const { conditions, sort, layout } = shown;
  const columns = shownColumns(layout);
  const save = async (): Promise<void> => {
    setBusy(true);
    const { exports } = connectedHost().api;
    await saveFile('table', `${run.name} ${label}.csv`, (target) =>
      exports.grid({
        selection: { runId: run.runId, relation, conditions: [...conditions], sort: [...sort] },
        columns: [...columns],
        workId: `csv ${relation}`,
        target,
      }),
    );
    setBusy(false);
  };
  return (
    <Button
      size="xs"
      variant="default"
      loading={isBusy}
      disabled={columns.length === 0}
      leftSection={<IconDownload size={16} />}
      onClick={() => void save()}
    >
      Rows shown as CSV
    </Button>
  );
}
