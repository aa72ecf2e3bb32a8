import type { ApplicationEvent } from '../../src-shared/api/application.ts';
import { openFile } from '../actions/document-commands.ts';
import { perform, performByKey } from '../actions/perform.ts';
import { ACTIONS } from '../actions/registry.ts';
import type { Host } from '../api/connect.ts';
import { setLocale } from '../components/format.ts';
import { reportFailure } from '../components/notify.ts';
import {
  currentDocument,
  findDocument,
  sendEditsTo,
  showOpened,
  updateState,
  useDocuments,
} from '../state/documents.ts';
import { runningJob, shareDone, useJobs } from '../state/jobs.ts';
import { refreshPins } from '../state/pins.ts';
import { Previewer } from '../state/preview.ts';
import { isReader, useSession, type SessionListener } from '../state/session.ts';
import { refreshCensuses, useStudy } from '../state/study.ts';

/** Shows in the frame of the window which scenario it is about, and what would be lost with it. */
function showFrame({ bridge }: Host): void {
  const documents = useDocuments.getState();
  const job = runningJob(useJobs.getState().jobs);
  const document = currentDocument(documents);
  bridge.showState({
    title: document === null ? 'PlanAlign Studio' : `${document.title} – PlanAlign Studio`,
    edited: documents.open.some(({ dirty }) => dirty),
    running: job !== null,
    progress: job === null ? null : shareDone(job),
  });
}

/** Gives the menu of the system what can be done now. */
function showMenu({ bridge }: Host): void {
  bridge.showMenu(
    [...ACTIONS.values()].map(({ actionId, title, section, shortcut, obstacle }) => ({
      actionId,
      title: title().slice(0, 100),
      section,
      shortcut,
      isEnabled: obstacle() === null,
    })),
  );
}

function askPreview(previewer: Previewer): void {
  const document = currentDocument(useDocuments.getState());
  const { censusId } = useStudy.getState();
  const question =
    document === null || censusId === null
      ? null
      : { censusId, document: document.document, base: document.base };
  previewer.ask(question);
}

/** Figures are written as the user prefers, before anything is drawn again. */
function followLocale(): void {
  const session = useSession.getState();
  if (session.status === 'connected') setLocale(session.preferences.locale);
}

function onConnected(host: Host): void {
  const { api, bridge } = host;
  followLocale();
  useSession.subscribe(followLocale);
  sendEditsTo((request) => api.documents.edit(request), reportFailure);
  const previewer = new Previewer((request) => api.preview.run(request));
  const follow = (): void => {
    showFrame(host);
    showMenu(host);
    askPreview(previewer);
  };
  for (const store of [useDocuments, useStudy, useJobs]) store.subscribe(follow);
  useStudy.subscribe(({ censusId }, before) => {
    if (censusId === null || censusId === before.censusId || isReader()) return;
    // Should it fail, so does the first preview, which says why.
    api.preview.prepare({ censusId }).catch(() => undefined);
  });
  bridge.onAction(perform);
  window.addEventListener('keydown', performByKey);
  // Scenarios are open in the windows of the owner.
  if (!isReader())
    api.documents
      .opened()
      .then((opened) => {
        for (const document of opened) showOpened(document);
      })
      .catch(reportFailure);
  refreshCensuses().catch(reportFailure);
  refreshPins().catch(reportFailure);
  api.runs
    .queue()
    .then((jobs) => {
      useJobs.setState({ jobs });
    })
    .catch(reportFailure);
  follow();
}

function onEvent(event: ApplicationEvent): void {
  switch (event.kind) {
    case 'preferences':
      // The session has taken them over, and with them the formats.
      return;
    case 'jobs':
      useJobs.setState({ jobs: event.jobs });
      return;
    case 'documentChangedOnDisk': {
      const document = findDocument(useDocuments.getState(), event.documentId);
      if (document !== null) updateState({ ...document, changedOnDisk: true });
      return;
    }
    case 'documentParentChanged':
      updateState(event.state);
      return;
    case 'fileOpened':
      openFile(event.file).catch(reportFailure);
  }
}

/** Connects the state of the window with the application behind it and the program around it. */
export const sessionListener: SessionListener = { onConnected, onEvent };
