import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, describe, expect, it, vi } from 'vitest';
import type { ApplicationEvent } from '../../../src-shared/api/application.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { serialiseScenario } from '../../../src-shared/scenario/serialise-scenario.ts';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { EventHub } from '../events.ts';
import { FileGrants } from '../file-grants.ts';
import { Backups } from './backups.ts';
import { DocumentStore } from './document-store.ts';
import { ParentVersions } from './parent-versions.ts';
import { RecentFiles } from './recent-files.ts';

const NOW = '2026-03-04T05:06:07.000Z';

function session(folder = temporaryFolder()) {
  const clock = (): Date => new Date(NOW);
  const files = new FileGrants(join(folder, 'copies'));
  const events = new EventHub();
  const heard: ApplicationEvent[] = [];
  void events.watch((event) => heard.push(event), new AbortController().signal);
  const documents = new DocumentStore({
    files,
    recent: new RecentFiles(folder, clock),
    backups: new Backups(folder),
    versions: new ParentVersions(folder),
    events,
    library: join(folder, 'scenarios'),
    clock,
  });
  onTestFinished(() => documents.end());
  const at = (name: string): string => join(folder, name);
  return { folder, at, files, documents, heard };
}

const fileText = (change: object): string => serialiseScenario(parseScenario(change).scenario);

describe('documents', () => {
  it('begin clean, become dirty by an edit, and clean again by saving under a name', async () => {
    const { documents, at } = session();
    const created = await documents.create({ templateId: 'high-growth', name: 'Mine' });
    expect(created).toMatchObject({ title: 'Mine', path: null, dirty: false, changedOnDisk: false });
    expect(created.document).toMatchObject({ name: 'Mine', workforce: { targetGrowthRate: 0.1 } });
    const { documentId } = created;
    await expect(documents.save({ documentId, overwrite: false })).rejects.toMatchObject({
      code: 'DOCUMENT_UNSAVED',
    });
    const edited = await documents.edit({ documentId, document: { ...created.document, name: 'Ours' } });
    expect(edited).toMatchObject({ title: 'Ours', dirty: true, reading: { findings: [] } });
    const target = { kind: 'library', name: 'Plan: a/b', replace: false } as const;
    const path = at('scenarios/Plan a b.planalign');
    expect(await documents.saveAs({ documentId, target })).toEqual({
      documentId,
      title: 'Plan a b',
      path,
      dirty: false,
      changedOnDisk: false,
      parent: null,
    });
    expect(readFileSync(path, 'utf8')).toContain('"name": "Ours"');
    const other = await documents.duplicate({ documentId, name: 'Copy' });
    expect(other).toMatchObject({ title: 'Copy', dirty: true, path: null });
    await expect(documents.saveAs({ documentId: other.documentId, target })).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    });
    await documents.saveAs({ documentId: other.documentId, target: { ...target, replace: true } });
    expect(readFileSync(path, 'utf8')).toContain('"name": "Copy"');
  });

  it('are saved where a dialog said, with the ending of scenarios, and listed as recent', async () => {
    const { documents, files, at } = session();
    const { documentId } = await documents.create({ templateId: null, name: 'A' });
    const { fileId } = await files.grant(at('chosen'));
    await documents.saveAs({ documentId, target: { kind: 'chosen', fileId } });
    expect(await documents.recent()).toMatchObject([
      { title: 'chosen', path: at('chosen.planalign'), openedAt: NOW, exists: true },
    ]);
    const [{ recentId } = { recentId: '' }] = await documents.recent();
    const again = await documents.openRecent({ recentId });
    expect(again.documentId).toBe(documentId);
    await documents.forgetRecent({ recentId });
    expect(await documents.recent()).toEqual([]);
    await expect(documents.openRecent({ recentId })).rejects.toMatchObject({ code: 'FILE_UNKNOWN' });
  });

  it('may be wrong: they open, say what is wrong, and are saved as they are', async () => {
    const { documents, files, at } = session();
    writeFileSync(at('bad.planalign'), '{"name": "Bad", "workforce": {"experiencedTerminationRate": 2}}');
    const { fileId } = await files.grant(at('bad.planalign'));
    const opened = await documents.open({ fileId });
    expect(opened).toMatchObject({
      dirty: false,
      document: { simulation: { startYear: 2025 } },
      reading: { scenario: null, findings: [{ setting: 'workforce.experiencedTerminationRate' }] },
    });
    await documents.edit({ documentId: opened.documentId, document: { ...opened.document, name: 'Still' } });
    await documents.save({ documentId: opened.documentId, overwrite: false });
    expect(readFileSync(at('bad.planalign'), 'utf8')).toMatch(/"Still"[^]*"experiencedTerminationRate": 2/);
    writeFileSync(at('none.planalign'), '{"name": }');
    await expect(documents.openPath(at('none.planalign'))).rejects.toMatchObject({
      code: 'SCENARIO_NOT_JSON',
      place: { file: at('none.planalign') },
    });
    writeFileSync(at('list.planalign'), '[]');
    await expect(documents.openPath(at('list.planalign'))).rejects.toMatchObject({
      code: 'SCENARIO_INVALID',
    });
  });

  it('notice that someone else changed their file, once, and do not overwrite it unasked', async () => {
    const { documents, heard, at } = session();
    const path = at('a.planalign');
    writeFileSync(path, fileText({ name: 'A' }));
    const { documentId, document } = await documents.openPath(path);
    await documents.lookAtFiles();
    expect(heard).toEqual([]);
    writeFileSync(path, fileText({ name: 'Theirs' }));
    await documents.edit({ documentId, document: { ...document, name: 'Mine' } });
    await documents.lookAtFiles();
    await documents.lookAtFiles();
    expect(heard).toEqual([{ kind: 'documentChangedOnDisk', documentId }]);
    await expect(documents.save({ documentId, overwrite: false })).rejects.toMatchObject({
      code: 'DOCUMENT_CHANGED',
      place: { file: path },
    });
    expect(readFileSync(path, 'utf8')).toContain('Theirs');
    expect(await documents.revert({ documentId })).toMatchObject({
      document: { name: 'Theirs' },
      dirty: false,
      changedOnDisk: false,
    });
    rmSync(path);
    await documents.lookAtFiles();
    expect(await documents.opened()).toMatchObject([{ documentId, changedOnDisk: true }]);
    expect(await documents.save({ documentId, overwrite: true })).toMatchObject({ changedOnDisk: false });
  });

  it('leave their unsaved edits to the next session within a second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { documents, folder, at } = session();
    writeFileSync(at('a.planalign'), fileText({ name: 'A' }));
    const opened = await documents.openPath(at('a.planalign'));
    const { documentId } = opened;
    await documents.edit({ documentId, document: { ...opened.document, name: 'One' } });
    await documents.edit({ documentId, document: { ...opened.document, name: 'Two' } });
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    const backups = (): string[] => readdirSync(join(folder, 'unsaved'));
    await expect.poll(backups).toEqual([`${documentId}.backup.json`]);
    expect(await documents.recoverable()).toEqual([]);
    // The backup of a process that died.
    const file = join(folder, 'unsaved', `${documentId}.backup.json`);
    const dead = readFileSync(file, 'utf8').replace(`"pid":${process.pid}`, '"pid":999999999');
    writeFileSync(file, dead);
    const next = session(folder);
    expect(await next.documents.recoverable()).toEqual([
      { backupId: documentId, title: 'a', path: at('a.planalign'), savedAt: NOW },
    ]);
    const recovered = await next.documents.recover({ backupId: documentId });
    expect(recovered).toMatchObject({ title: 'a', dirty: true, document: { name: 'Two' } });
    expect(backups()).toEqual([`${recovered.documentId}.backup.json`]);
    await next.documents.save({ documentId: recovered.documentId, overwrite: false });
    expect(backups()).toEqual([]);
    expect(readFileSync(at('a.planalign'), 'utf8')).toContain('"Two"');
    await expect(next.documents.recover({ backupId: documentId })).rejects.toMatchObject({
      code: 'BACKUP_UNKNOWN',
    });
    await expect(next.documents.recover({ backupId: '../../a' })).rejects.toMatchObject({
      code: 'BACKUP_UNKNOWN',
    });
  });

  it('that are closed leave nothing, and are not known any more', async () => {
    const { documents, folder } = session();
    mkdirSync(join(folder, 'unsaved'), { recursive: true });
    const { documentId, document } = await documents.create({ templateId: null, name: 'A' });
    await documents.edit({ documentId, document: { ...document, name: 'B' } });
    await documents.close({ documentId });
    await documents.end();
    expect(readdirSync(join(folder, 'unsaved'))).toEqual([]);
    await expect(documents.edit({ documentId, document })).rejects.toMatchObject({
      code: 'DOCUMENT_UNKNOWN',
    });
  });
});
