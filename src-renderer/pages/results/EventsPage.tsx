import type { ReactNode } from 'react';
import { GridPage } from './GridPage.tsx';
import { ResultFrame } from './ResultFrame.tsx';

/** Every event of a run. */
export default function EventsPage(): ReactNode {
  return (
    <ResultFrame pageId="events" title="Events">
      {(run) => <GridPage key={run.runId} run={run} relation="events" label="Events" />}
    </ResultFrame>
  );
}
