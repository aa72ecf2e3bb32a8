import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenDocument } from '../../src-shared/api/documents.ts';
import type { JsonObject } from '../../src-shared/scenario/json-value.ts';
import * as documents from './documents.ts';

const OPENED: OpenDocument = {
  documentId: 'one',
  title: 'Baseline',
  path: '/plans/baseline.planalign',
  dirty: false,
  changedOnDisk: false,
  parent: null,
  inherited: null,
  document: { growth: 0.03 },
  reading: { scenario: null, findings: [], warnings: [] },
};

const current = (): documents.EditedDocument => {
  const found = documents.currentDocument(documents.useDocuments.getState());
  if (found === null) throw new Error('no document is shown');
  return found;
};

/** An application that answers each edit when it is told to. */
function application() {
  const sent: JsonObject[] = [];
  const answers: (() => void)[] = [];
  documents.sendEditsTo(
    ({ document }) =>
      new Promise((resolve) => {
        sent.push(document);
        const reading = {
          scenario: null,
          findings: [{ code: 'X', setting: 'growth', message: String(document['growth']) }],
          warnings: [],
        };
        answers.push(() => {
          resolve({ ...OPENED, dirty: true, document, reading });
        });
      }),
    () => undefined,
  );
  return { sent, answer: () => answers.shift()?.() };
}

const setGrowth = (value: number): void => {
  documents.editSettings(`Growth to ${value}`, [{ path: ['growth'], value }]);
};

beforeEach(() => {
  documents.useDocuments.setState({ open: [], currentId: null });
  documents.showOpened(OPENED);
});

describe('a document', () => {
  it('is changed at once, is dirty until the change is taken back, and is redone', () => {
    application();
    setGrowth(0.05);
    expect(current()).toMatchObject({ document: { growth: 0.05 }, dirty: true });
    expect(documents.undo()).toBe('Growth to 0.05');
    expect(current()).toMatchObject({ document: { growth: 0.03 }, dirty: false });
    expect(documents.redo()).toBe('Growth to 0.05');
    expect(current()).toMatchObject({ document: { growth: 0.05 }, dirty: true });
    expect(documents.redo()).toBeNull();
  });

  it('is sent one edit at a time, of those that wait the last only', async () => {
    const { sent, answer } = application();
    for (const growth of [0.04, 0.05, 0.06]) setGrowth(growth);
    const settled = documents.settleEdits('one');
    expect(sent).toEqual([{ growth: 0.04 }]);
    answer();
    await expect.poll(() => sent).toEqual([{ growth: 0.04 }, { growth: 0.06 }]);
    expect(current().reading.findings).toEqual([]);
    answer();
    await settled;
    expect(current().reading.findings[0]?.message).toBe('0.06');
  });

  it('is compared with what was saved, from then on', () => {
    application();
    setGrowth(0.05);
    const saved = current().document;
    setGrowth(0.06);
    documents.markSaved({ ...OPENED, title: 'Plan' }, saved);
    expect(current()).toMatchObject({ title: 'Plan', dirty: true, base: { growth: 0.05 } });
    documents.undo();
    expect(current().dirty).toBe(false);
  });

  it('that is opened again keeps its edits; one that is closed gives way to another', () => {
    application();
    setGrowth(0.05);
    documents.showOpened(OPENED);
    expect(current().document).toEqual({ growth: 0.05 });
    documents.showOpened({ ...OPENED, documentId: 'two', dirty: true });
    expect(current()).toMatchObject({ documentId: 'two', isBaseSaved: false });
    documents.forgetDocument('two');
    expect(current().documentId).toBe('one');
    documents.forgetDocument('one');
    expect(documents.currentDocument(documents.useDocuments.getState())).toBeNull();
  });

  it('that is reverted has no edits to take back', () => {
    application();
    setGrowth(0.05);
    documents.showReverted(OPENED);
    expect(current()).toMatchObject({ document: { growth: 0.03 }, dirty: false });
    expect(documents.undo()).toBeNull();
  });
});
