import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { connectedHost } from '../../state/session.ts';
import { saveFile } from './save-file.ts';

/** Saves the result as an Excel workbook; while that goes on it is the way to stop it. */
export function WorkbookButton({ run }: { readonly run: RunSummary }): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const { api } = connectedHost();
  const workId = `workbook ${run.runId}`;
  const save = async (): Promise<void> => {
    setBusy(true);
    await saveFile('workbook', `${run.name}.xlsx`, (target) =>
      api.exports.workbook({ runId: run.runId, workId, target }),
    );
    setBusy(false);
  };
  return (
    <Button
      variant="default"
      leftSection={<IconFileSpreadsheet size={18} />}
      onClick={() => {
        void (isBusy ? api.application.cancel({ workId }) : save());
      }}
    >
      {isBusy ? 'Cancel the export' : 'Export to Excel'}
    </Button>
  );
}
