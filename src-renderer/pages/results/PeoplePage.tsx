import type { ReactNode } from 'react';
import { GridPage } from './GridPage.tsx';
import { ResultFrame } from './ResultFrame.tsx';

/** Everyone's state at the end of every year of a run. */
export default function PeoplePage(): ReactNode {
  return (
    <ResultFrame pageId="people" title="People">
      {(run) => <GridPage key={run.runId} run={run} relation="snapshot" label="Workforce" />}
    </ResultFrame>
  );
}
