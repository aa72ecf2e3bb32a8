import type { FilePurpose, FileReference } from '../../src-shared/api/files.ts';
import { FILE_ENDINGS } from '../../src-shared/api/files.ts';
import type { HostBridge, WindowState } from '../../src-shared/api/host-bridge.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { saveLink } from './save-link.ts';

/** Lets the user pick one file of the given endings; null when they do not. */
function pickFile(purpose: FilePurpose): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = FILE_ENDINGS[purpose].map((ending) => `.${ending}`).join(',');
    input.addEventListener('change', () => {
      resolve(input.files?.[0] ?? null);
    });
    input.addEventListener('cancel', () => {
      resolve(null);
    });
    input.click();
  });
}

const isReference = (value: unknown): value is FileReference =>
  typeof value === 'object' && value !== null && 'fileId' in value && typeof value.fileId === 'string';

/** Sends a file to the application. @throws PlanAlignError UPLOAD_TOO_LARGE, LINK_CLOSED */
async function upload(file: File): Promise<FileReference> {
  const response = await fetch(`/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
  }).catch((error: unknown) => {
    throw new PlanAlignError('LINK_CLOSED', String(error));
  });
  if (response.status === 413) throw new PlanAlignError('UPLOAD_TOO_LARGE', '');
  const answer: unknown = response.ok ? await response.json() : null;
  if (!isReference(answer)) throw new PlanAlignError('LINK_CLOSED', `The answer was ${response.status}.`);
  return answer;
}

/** Saves a file that the application made to the folder where the browser puts downloads. */
function download({ fileId, name }: FileReference): void {
  saveLink(`/files/${encodeURIComponent(fileId)}`, name);
}

/** What the frame of a browser window can show: its title, and a question before unsaved work is left. */
function frame(): (state: WindowState) => void {
  let asks = false;
  window.addEventListener('beforeunload', (event) => {
    if (asks) event.preventDefault();
  });
  return ({ title, edited, running }) => {
    document.title = `${edited ? '• ' : ''}${title}`;
    asks = edited || running;
  };
}

/** A browser in the place of the desktop program. */
export function browserBridge(): HostBridge {
  return {
    kind: 'browser',
    canChooseTarget: false,
    chooseFile: async (purpose) => {
      const file = await pickFile(purpose);
      return file === null ? null : upload(file);
    },
    chooseTarget: () => Promise.resolve(null),
    acceptFile: upload,
    deliver: (file) => {
      download(file);
      return Promise.resolve();
    },
    showState: frame(),
    // A browser has its own menu; the page shows the actions itself.
    showMenu: () => undefined,
    onAction: () => () => undefined,
  };
}
