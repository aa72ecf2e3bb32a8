import { Button, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { Placeholder } from '../../components/Placeholder.tsx';
import type { GridColumn, GridSelection } from '../../../src-shared/api/results.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { ResultGrid, type Shown } from '../../grids/ResultGrid.tsx';
import { connectedHost } from '../../state/session.ts';
import { FailureNote } from '../../components/notes.tsx';
import { saveFile } from './save-file.ts';
import { useLoaded } from '../../state/use-loaded.ts';

/** All rows of one relation of a run, and a way to take those that are shown along. */
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
  const loaded = useLoaded(`${runId} ${relation}`, () =>
    connectedHost().api.results.columns({ runId, relation }),
  );
  const shown = useRef<Shown>({ conditions: [], sort: [] });
  const onShown = useCallback(({ conditions, sort }: Shown) => {
    shown.current = { conditions, sort };
  }, []);
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  if (loaded.state === 'loading') return <Placeholder height={420} label="Loading the rows" />;
  const columns = loaded.value;
  return (
    <Stack gap="xs">
      <ResultGrid
        runId={runId}
        relation={relation}
        columns={columns}
        label={label}
        onShown={onShown}
        action={<CsvButton run={run} relation={relation} columns={columns} label={label} shown={shown} />}
      />
    </Stack>
  );
}

function CsvButton({
  run,
  relation,
  columns,
  label,
  shown,
}: {
  readonly run: RunSummary;
  readonly relation: GridSelection['relation'];
  readonly columns: readonly GridColumn[];
  readonly label: string;
  readonly shown: { readonly current: Shown };
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const { exports } = connectedHost().api;
    await saveFile('table', `${run.name} ${label}.csv`, (target) =>
      exports.grid({
        selection: { runId: run.runId, relation, ...shown.current },
        columns: columns.map(({ name }) => name),
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
      leftSection={<IconDownload size={16} />}
      onClick={() => void save()}
    >
      Rows shown as CSV
    </Button>
  );
}
