import { useEffect, useState } from 'react';
import type {
  CensusFieldEntry,
  CensusInspection,
  CensusMappingDocument,
  CensusPreview,
  CensusProgress,
} from '../../../src-shared/api/censuses.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { currentDocument, useDocuments } from '../../state/documents.ts';
import { connectedHost } from '../../state/session.ts';

const WORK_ID = 'census import';
const ROWS_SHOWN = 8;
/** A mapping that is being changed is not read at every step. */
const QUIET_MS = 120;

/** The years of the study that the rows are judged for. */
export interface StudyYears {
  readonly startYear: number;
  readonly endYear: number;
}

/** What is known of a file under the present mapping. */
export interface WizardState {
  readonly fields: readonly CensusFieldEntry[];
  readonly years: StudyYears | null;
  /** Of the last mapping that could be read; null before the first. */
  readonly inspection: CensusInspection | null;
  readonly preview: CensusPreview | null;
  /** How far the reading is that goes on; null for none. */
  readonly progress: CensusProgress | null;
  readonly error: unknown;
}

const START: WizardState = {
  fields: [],
  years: null,
  inspection: null,
  preview: null,
  progress: null,
  error: null,
};

async function studyYears(): Promise<StudyYears> {
  const open = currentDocument(useDocuments.getState())?.reading.scenario;
  const { simulation } = open ?? (await connectedHost().api.scenarios.defaults());
  return { startYear: simulation.startYear, endYear: simulation.endYear };
}

/** What `inspect` and `import` are asked, for the same file and mapping. */
export const readingRequest = (fileId: string, mapping: CensusMappingDocument, years: StudyYears) => ({
  fileId,
  mapping,
  acceptInferred: true,
  ...years,
  workId: WORK_ID,
});

/** Reads the file again whenever the mapping changes; the last answer stays until the next is there. */
export function useWizard(fileId: string, mapping: CensusMappingDocument): WizardState {
  const [state, setState] = useState(START);
  const key = JSON.stringify(mapping);
  useEffect(() => {
    const { api } = connectedHost();
    let isCurrent = true;
    const change = (part: Partial<WizardState>): void => {
      if (isCurrent) setState((before) => ({ ...before, ...part }));
    };
    const read = async (): Promise<void> => {
      try {
        const [fields, years, preview] = await Promise.all([
          api.censuses.fields(),
          studyYears(),
          api.censuses.preview({ fileId, mapping, rows: ROWS_SHOWN }),
        ]);
        change({ fields, years, preview, error: null, progress: { stage: 'read', share: 0 } });
        const inspection = await api.censuses.inspect(readingRequest(fileId, mapping, years), (progress) => {
          change({ progress });
        });
        change({ inspection, progress: null, error: null });
      } catch (error) {
        if (error instanceof PlanAlignError && error.code === 'CANCELLED') return;
        change({ error, progress: null });
      }
    };
    const timer = window.setTimeout(() => void read(), QUIET_MS);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [fileId, key]);
  return state;
}
