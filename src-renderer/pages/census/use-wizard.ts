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
import { joinedFileMapping } from './wizard-mapping.ts';

const WORK_ID = 'census import';
const ROWS_SHOWN = 8;
/** A mapping that is being changed is not read at every step. */
const QUIET_MS = 120;

/** The years of the study that the rows are judged for. */
export interface StudyYears {
  readonly startYear: number;
  readonly endYear: number;
}

/** The census, and the file that is joined to it. */
export interface WizardFiles {
  readonly fileId: string;
  readonly joinFileId: string | null;
}

/** What is known of a file under the present mapping. */
export interface WizardState {
  readonly fields: readonly CensusFieldEntry[];
  readonly years: StudyYears | null;
  /** Of the last mapping that could be read; null before the first. */
  readonly inspection: CensusInspection | null;
  readonly preview: CensusPreview | null;
  /** Of the file that is joined; null for none. */
  readonly joinPreview: CensusPreview | null;
  /** How far the reading is that goes on; null for none. */
  readonly progress: CensusProgress | null;
  readonly error: unknown;
}

const START: WizardState = {
  fields: [],
  years: null,
  inspection: null,
  preview: null,
  joinPreview: null,
  progress: null,
  error: null,
};

async function studyYears(): Promise<StudyYears> {
  const open = currentDocument(useDocuments.getState())?.reading.scenario;
  const { simulation } = open ?? (await connectedHost().api.scenarios.defaults());
  return { startYear: simulation.startYear, endYear: simulation.endYear };
}

/** What `inspect` and `import` are asked, for the same file and mapping. */
export const readingRequest = (
  { fileId, joinFileId }: WizardFiles,
  mapping: CensusMappingDocument,
  years: StudyYears,
) => ({
  fileId,
  ...(joinFileId === null ? {} : { joinFileId }),
  mapping,
  acceptInferred: true,
  ...years,
  workId: WORK_ID,
});

/** Reads the file again whenever the mapping changes; the last answer stays until the next is there. */
export function useWizard({ fileId, joinFileId }: WizardFiles, mapping: CensusMappingDocument): WizardState {
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
        const [fields, years, preview, joinPreview] = await Promise.all([
          api.censuses.fields(),
          studyYears(),
          api.censuses.preview({ fileId, mapping, rows: ROWS_SHOWN }),
          joinFileId === null
            ? null
            : api.censuses.preview({
                fileId: joinFileId,
                mapping: joinedFileMapping(mapping),
                rows: ROWS_SHOWN,
              }),
        ]);
        change({ fields, years, preview, joinPreview, error: null, progress: { stage: 'read', share: 0 } });
        const request = readingRequest({ fileId, joinFileId }, mapping, years);
        const inspection = await api.censuses.inspect(request, (progress) => {
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
  }, [fileId, joinFileId, key]);
  return state;
}
