import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ApplicationEvent } from '../../../src-shared/api/application.ts';
import type { OpenDocument } from '../../../src-shared/api/documents.ts';
import { withoutParent } from '../../../src-shared/scenario/parent-link.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { serialiseScenario } from '../../../src-shared/scenario/serialise-scenario.ts';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { EventHub } from '../events.ts';
import { FileGrants } from '../file-grants.ts';
import { Backups } from './backups.ts';
import { DocumentStore } from './document-store.ts';
import { ParentVersions } from './parent-versions.ts';
import { RecentFiles } from './recent-files.ts';

function session(folder = temporaryFolder()) {
  const clock = (): Date => new Date('2026-03-04T05:06:07.000Z');
  const events = new EventHub();
  const heard: ApplicationEvent[] = [];
  void events.watch((event) => heard.push(event), new AbortController().signal);
  const documents = new DocumentStore({
    files: new FileGrants(join(folder, 'copies')),
    recent: new RecentFiles(folder, clock),
    backups: new Backups(folder),
    versions: new ParentVersions(folder),
    events,
    library: join(folder, 'scenarios'),
    clock,
  });
  onTestFinished(() => documents.end());
  return { folder, documents, heard, at: (name: string): string => join(folder, name) };
}
type Session = ReturnType<typeof session>;

const whole = (growth: number, merit = 0.035): string =>
  serialiseScenario(
    parseScenario({
      name: 'Base',
      workforce: { targetGrowthRate: growth },
      compensation: { merit: { budget: merit } },
    }).scenario,
  );

const withGrowth = (document: OpenDocument['document'], targetGrowthRate: number) => {
  const { scenario } = parseScenario({ workforce: { targetGrowthRate } });
  return { ...document, workforce: scenario.workforce };
};

const FILE = 'scenarios/Child.planalign';

/** A saved child of a saved parent that has a growth of its own. */
async function savedChild({ documents, at }: Session): Promise<OpenDocument> {
  writeFileSync(at('base.planalign'), whole(0.05));
  const base = await documents.openPath(at('base.planalign'));
  const child = await documents.createChild({ documentId: base.documentId, name: 'Child' });
  const edited = await documents.edit({
    documentId: child.documentId,
    document: withGrowth(child.document, 0.08),
  });
  const target = { kind: 'library', name: 'Child', replace: false } as const;
  await documents.saveAs({ documentId: child.documentId, target });
  return edited;
}

const saved = ({ at }: Session): unknown => JSON.parse(readFileSync(at(FILE), 'utf8'));

describe('a child', () => {
  it('begins clean with all that its parent says, and its file says only what it changes', async () => {
    const here = session();
    const { document, inherited, parent } = await savedChild(here);
    expect(inherited).toMatchObject({ name: 'Base', workforce: { targetGrowthRate: 0.05 } });
    expect(parent).toEqual({
      title: 'base',
      path: here.at('base.planalign'),
      standing: 'same',
      hasMoved: false,
    });
    expect(document).toMatchObject({ name: 'Child', compensation: { merit: { budget: 0.035 } } });
    const hash: unknown = expect.stringMatching(/^[0-9a-f]{16}$/);
    expect(saved(here)).toEqual({
      parent: { file: '../base.planalign', hash },
      schemaVersion: 1,
      name: 'Child',
      description: '',
      workforce: { targetGrowthRate: 0.08 },
    });
    const again = session(here.folder);
    const opened = await again.documents.openPath(again.at(FILE));
    expect(opened).toMatchObject({ dirty: false, document, reading: { findings: [] } });
    const text = readFileSync(again.at(FILE), 'utf8');
    await again.documents.save({ documentId: opened.documentId, overwrite: false });
    expect(readFileSync(again.at(FILE), 'utf8')).toBe(text);
  });

  it('needs a parent with a file that is valid', async () => {
    const { documents, at } = session();
    const { documentId } = await documents.create({ templateId: null, name: 'A' });
    await expect(documents.createChild({ documentId, name: 'B' })).rejects.toMatchObject({
      code: 'DOCUMENT_UNSAVED',
    });
    writeFileSync(at('bad.planalign'), '{"workforce": {"targetGrowthRate": 7}}');
    const bad = await documents.openPath(at('bad.planalign'));
    await expect(documents.createChild({ documentId: bad.documentId, name: 'B' })).rejects.toMatchObject({
      code: 'SCENARIO_PARENT_INVALID',
    });
  });

  it('that is detached states everything, and nothing changed but that', async () => {
    const here = session();
    const { documentId, document } = await savedChild(here);
    const detached = withoutParent(document);
    expect(await here.documents.edit({ documentId, document: detached })).toMatchObject({
      dirty: true,
      parent: null,
      inherited: null,
    });
    await here.documents.save({ documentId, overwrite: false });
    expect(saved(here)).toEqual(detached);
    const undone = await here.documents.edit({ documentId, document });
    expect(undone).toMatchObject({ dirty: true, parent: { standing: 'same' } });
    await here.documents.save({ documentId, overwrite: false });
    expect(saved(here)).not.toHaveProperty('compensation');
  });

  it('is not saved over what it inherits from', async () => {
    const { documents, at, ...rest } = session();
    const { documentId } = await savedChild({ documents, at, ...rest });
    rmSync(at('base.planalign'));
    writeFileSync(at('scenarios/base.planalign'), whole(0.05));
    const base = await documents.openPath(at('scenarios/base.planalign'));
    const child = await documents.createChild({ documentId: base.documentId, name: 'C' });
    const target = { kind: 'library', name: 'base', replace: true } as const;
    await expect(documents.saveAs({ documentId: child.documentId, target })).rejects.toMatchObject({
      code: 'SCENARIO_PARENT_CYCLE',
    });
    expect(readFileSync(at('scenarios/base.planalign'), 'utf8')).toBe(whole(0.05));
    await documents.close({ documentId });
  });
});

describe('a scenario that is attached to a parent', () => {
  const attach = async (
    { documents }: Session,
    { documentId, document }: OpenDocument,
    parent: Parameters<DocumentStore['offerParent']>[0]['parent'],
  ) => {
    const { link, ...offer } = await documents.offerParent({ documentId, parent });
    return { offer, child: await documents.edit({ documentId, document: { ...document, parent: link } }) };
  };

  it('keeps its values, states only what differs, and is whole again when that is undone', async () => {
    const here = session();
    const { documents, at } = here;
    writeFileSync(at('base.planalign'), whole(0.05));
    writeFileSync(at('own.planalign'), whole(0.08));
    const base = await documents.openPath(at('base.planalign'));
    const own = await documents.openPath(at('own.planalign'));
    const { offer, child } = await attach(here, own, { kind: 'open', documentId: base.documentId });
    expect(offer).toEqual({ title: 'base', path: at('base.planalign'), differences: 1 });
    expect(withoutParent(child.document)).toEqual(own.document);
    expect(child).toMatchObject({
      dirty: true,
      parent: { title: 'base', standing: 'same', hasMoved: false },
    });
    await documents.save({ documentId: own.documentId, overwrite: false });
    const hash: unknown = expect.stringMatching(/^[0-9a-f]{16}$/);
    expect(JSON.parse(readFileSync(at('own.planalign'), 'utf8'))).toEqual({
      parent: { file: 'base.planalign', hash },
      schemaVersion: 1,
      name: 'Base',
      description: '',
      workforce: { targetGrowthRate: 0.08 },
    });
    const again = await session(here.folder).documents.openPath(at('own.planalign'));
    expect(withoutParent(again.document)).toEqual(own.document);
    await documents.edit({ documentId: own.documentId, document: own.document });
    await documents.save({ documentId: own.documentId, overwrite: false });
    expect(readFileSync(at('own.planalign'), 'utf8')).toBe(whole(0.08));
  });

  it('goes back to the parent before by undo, also where both files have one name', async () => {
    const here = session();
    const { documents, at } = here;
    const child = await savedChild(here);
    mkdirSync(at('other'));
    writeFileSync(at('other/base.planalign'), whole(0.02, 0.05));
    const other = await documents.openPath(at('other/base.planalign'));
    const moved = await attach(here, child, { kind: 'open', documentId: other.documentId });
    expect(moved.child).toMatchObject({
      document: { workforce: { targetGrowthRate: 0.08 }, compensation: { merit: { budget: 0.035 } } },
      parent: { path: at('other/base.planalign'), standing: 'same' },
      inherited: { compensation: { merit: { budget: 0.05 } } },
    });
    await documents.save({ documentId: child.documentId, overwrite: false });
    expect(saved(here)).toMatchObject({
      parent: { file: '../other/base.planalign' },
      compensation: { merit: { budget: 0.035 } },
    });
    const undone = await documents.edit({ documentId: child.documentId, document: child.document });
    expect(undone).toMatchObject({ parent: { path: at('base.planalign'), standing: 'same' } });
    await documents.save({ documentId: child.documentId, overwrite: false });
    expect(saved(here)).toMatchObject({ parent: { file: '../base.planalign' } });
    expect(saved(here)).not.toHaveProperty('compensation');
  });

  it('cannot inherit from its own child, from what is not saved, or from what is not valid', async () => {
    const here = session();
    const { documents, at } = here;
    const child = await savedChild(here);
    const base = await documents.openPath(at('base.planalign'));
    const offer = (parent: Parameters<typeof documents.offerParent>[0]['parent']) =>
      documents.offerParent({ documentId: base.documentId, parent });
    await expect(offer({ kind: 'open', documentId: child.documentId })).rejects.toMatchObject({
      code: 'SCENARIO_PARENT_CYCLE',
    });
    await expect(offer({ kind: 'open', documentId: base.documentId })).rejects.toMatchObject({
      code: 'SCENARIO_PARENT_CYCLE',
    });
    const { documentId } = await documents.create({ templateId: null, name: 'New' });
    await expect(offer({ kind: 'open', documentId })).rejects.toMatchObject({ code: 'DOCUMENT_UNSAVED' });
    writeFileSync(at('bad.planalign'), '{"workforce": {"targetGrowthRate": 7}}');
    await documents.openPath(at('bad.planalign'));
    const [recent] = await documents.recent();
    await expect(offer({ kind: 'recent', recentId: recent?.recentId ?? '' })).rejects.toMatchObject({
      code: 'SCENARIO_PARENT_INVALID',
    });
  });
});

describe('a change of the parent', () => {
  it('is noticed, told before it is taken over, and can be taken over', async () => {
    const here = session();
    const { documents, heard, at } = here;
    const { documentId, document } = await savedChild(here);
    await documents.lookAtFiles();
    expect(heard).toEqual([]);
    writeFileSync(at('base.planalign'), whole(0.06, 0.04));
    await documents.lookAtFiles();
    await documents.lookAtFiles();
    const changes = heard.filter(({ kind }) => kind === 'documentParentChanged');
    expect(changes).toMatchObject([{ state: { documentId, parent: { standing: 'changed' } } }]);
    const change = await documents.parentChange({ documentId });
    expect(change).toMatchObject({
      moves: [
        { path: 'workforce.targetGrowthRate', before: 0.05, after: 0.06, own: 0.08, isInherited: false },
        { path: 'compensation.merit.budget', before: 0.035, after: 0.04, own: 0.04, isInherited: true },
      ],
      document: { workforce: { targetGrowthRate: 0.08 }, compensation: { merit: { budget: 0.04 } } },
    });
    const taken = await documents.edit({ documentId, document: change.document ?? {} });
    expect(taken).toMatchObject({
      dirty: true,
      parent: { standing: 'same', hasMoved: true },
      inherited: { workforce: { targetGrowthRate: 0.06 } },
    });
    // Until then the child is what it shows, and its file stays as small as it was.
    expect(await documents.edit({ documentId, document })).toMatchObject({
      dirty: false,
      parent: { standing: 'changed' },
    });
    await documents.edit({ documentId, document: change.document ?? {} });
    const state = await documents.save({ documentId, overwrite: false });
    expect(state.parent).toMatchObject({ standing: 'same', hasMoved: false });
    expect(saved(here)).toMatchObject({ workforce: { targetGrowthRate: 0.08 } });
    expect(saved(here)).not.toHaveProperty('compensation');
  });

  it('between two sessions is shown, and told as long as the earlier version is known here', async () => {
    const here = session();
    await savedChild(here);
    writeFileSync(here.at('base.planalign'), whole(0.05, 0.04));
    const again = session(here.folder);
    const opened = await again.documents.openPath(again.at(FILE));
    expect(opened).toMatchObject({
      dirty: false,
      document: { compensation: { merit: { budget: 0.04 } } },
      parent: { standing: 'same', hasMoved: true },
    });
    expect(await again.documents.parentChange({ documentId: opened.documentId })).toMatchObject({
      moves: [{ path: 'compensation.merit.budget', before: 0.035, after: 0.04, isInherited: true }],
      document: null,
    });
    rmSync(here.at('parents'), { recursive: true });
    const elsewhere = session(here.folder);
    const { documentId } = await elsewhere.documents.openPath(elsewhere.at(FILE));
    expect(await elsewhere.documents.parentChange({ documentId })).toEqual({ moves: null, document: null });
  });

  it('that takes it away or breaks it is said and loses nothing', async () => {
    const here = session();
    const { documents, heard, at } = here;
    const { documentId, document } = await savedChild(here);
    rmSync(at('base.planalign'));
    await documents.lookAtFiles();
    writeFileSync(at('base.planalign'), '{');
    await documents.lookAtFiles();
    writeFileSync(at('base.planalign'), whole(0.05));
    await documents.lookAtFiles();
    const standings = heard.flatMap((event) =>
      event.kind === 'documentParentChanged' && event.state.documentId === documentId
        ? [event.state.parent?.standing]
        : [],
    );
    expect(standings).toEqual(['missing', 'invalid', 'same']);
    rmSync(at('base.planalign'));
    await documents.edit({ documentId, document: withGrowth(document, 0.09) });
    await documents.save({ documentId, overwrite: false });
    expect(saved(here)).toMatchObject({ workforce: { targetGrowthRate: 0.09 } });
    await expect(session(here.folder).documents.openPath(at(FILE))).rejects.toMatchObject({
      code: 'SCENARIO_PARENT_MISSING',
    });
  });
});

it('unsaved edits of a child come back with its parent, and whole without it', async () => {
  const here = session();
  const { documentId, document } = await savedChild(here);
  await here.documents.edit({ documentId, document: withGrowth(document, 0.09) });
  await here.documents.end();
  const backup = here.at(`unsaved/${documentId}.backup.json`);
  const dead = readFileSync(backup, 'utf8').replace(`"pid":${process.pid}`, '"pid":999999999');
  writeFileSync(backup, dead);
  const next = session(here.folder);
  const recovered = await next.documents.recover({ backupId: documentId });
  expect(recovered).toMatchObject({ dirty: true, parent: { title: 'base' }, inherited: { name: 'Base' } });
  await next.documents.save({ documentId: recovered.documentId, overwrite: false });
  expect(saved(here)).toMatchObject({ workforce: { targetGrowthRate: 0.09 } });
  writeFileSync(backup, dead);
  rmSync(here.at('base.planalign'));
  expect(await session(here.folder).documents.recover({ backupId: documentId })).toMatchObject({
    parent: null,
    document: { workforce: { targetGrowthRate: 0.09 }, compensation: { merit: { budget: 0.035 } } },
  });
});
