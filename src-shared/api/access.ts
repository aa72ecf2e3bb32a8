import type { PlanAlignApi } from './api.ts';

/** Whose window it is: the owner's of the workspace, or that of somebody who only reads its results. */
export type AccessKind = 'owner' | 'reader';

type CallName = {
  [Part in keyof PlanAlignApi]: `${Part}.${Extract<keyof PlanAlignApi[Part], string>}`;
}[keyof PlanAlignApi];

/**
 * Who may make a call. Readers see what is stored and take copies of it; they change nothing, choose no files, and start
 * nothing that keeps the machine busy for long. A call that is not listed here does not compile.
 */
const CALLERS: Readonly<Record<CallName, 'everyone' | 'owner'>> = {
  'application.info': 'everyone',
  'application.health': 'owner',
  'application.preferences': 'everyone',
  'application.setPreferences': 'everyone',
  'application.watch': 'everyone',
  'application.cancel': 'everyone',
  'documents.create': 'owner',
  'documents.duplicate': 'owner',
  'documents.createChild': 'owner',
  'documents.parentChange': 'owner',
  'documents.open': 'owner',
  'documents.openRecent': 'owner',
  'documents.opened': 'owner',
  'documents.edit': 'owner',
  'documents.save': 'owner',
  'documents.saveAs': 'owner',
  'documents.revert': 'owner',
  'documents.close': 'owner',
  'documents.recent': 'owner',
  'documents.forgetRecent': 'owner',
  'documents.recoverable': 'owner',
  'documents.recover': 'owner',
  'documents.discardBackup': 'owner',
  'scenarios.read': 'everyone',
  'scenarios.diff': 'everyone',
  'scenarios.defaults': 'everyone',
  'scenarios.templates': 'everyone',
  'scenarios.template': 'everyone',
  'scenarios.fields': 'everyone',
  'scenarios.ofRun': 'everyone',
  'censuses.fields': 'everyone',
  'censuses.preview': 'owner',
  'censuses.inspect': 'owner',
  'censuses.import': 'owner',
  'censuses.sample': 'owner',
  'censuses.list': 'everyone',
  'censuses.get': 'everyone',
  'censuses.profile': 'everyone',
  'censuses.suggestions': 'everyone',
  'censuses.savedMapping': 'owner',
  'runs.start': 'owner',
  'runs.follow': 'everyone',
  'runs.cancel': 'owner',
  'runs.queue': 'everyone',
  'runs.list': 'everyone',
  'runs.get': 'everyone',
  'runs.result': 'everyone',
  'runs.checks': 'everyone',
  'runs.annotate': 'owner',
  'runs.delete': 'owner',
  'results.overview': 'everyone',
  'results.columns': 'everyone',
  'results.page': 'everyone',
  'results.totals': 'everyone',
  'results.values': 'everyone',
  'persons.search': 'everyone',
  'persons.history': 'everyone',
  'comparisons.read': 'everyone',
  'comparisons.pins': 'everyone',
  'comparisons.pin': 'owner',
  'comparisons.rename': 'owner',
  'comparisons.unpin': 'owner',
  'monthly.prepare': 'everyone',
  'monthly.pivot': 'everyone',
  'planResults.years': 'everyone',
  'planResults.detail': 'everyone',
  'compliance.years': 'everyone',
  'compliance.year': 'everyone',
  'compliance.people': 'everyone',
  'validation.report': 'everyone',
  'validation.verify': 'everyone',
  'differences.bridge': 'everyone',
  'differences.costPeople': 'everyone',
  'differences.changes': 'everyone',
  'differences.changedPeople': 'everyone',
  'differences.changeFile': 'everyone',
  'preview.run': 'owner',
  'preview.prepare': 'owner',
  'calculators.list': 'everyone',
  'calculators.describe': 'everyone',
  'calculators.run': 'everyone',
  'exports.scenario': 'owner',
  'exports.rejects': 'owner',
  'exports.mapping': 'owner',
  'exports.grid': 'everyone',
  'exports.testPeople': 'everyone',
  'exports.workbook': 'everyone',
};

const FOR_READERS: ReadonlySet<string> = new Set(
  Object.entries(CALLERS).flatMap(([name, callers]) => (callers === 'everyone' ? [name] : [])),
);

/** Whether somebody who only reads may make a call, by its name `part.call`; never one that does not exist. */
export const isForReaders = (call: string): boolean => FOR_READERS.has(call);
