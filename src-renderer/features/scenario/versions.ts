import type { RunSummary } from '../../../src-shared/api/runs.ts';
import type { ScenarioTemplate } from '../../../src-shared/api/scenarios.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { moment } from '../../components/format.ts';
import { findDocument, useDocuments, type EditedDocument } from '../../state/documents.ts';
import { connectedHost } from '../../state/session.ts';

/** A version of a scenario that can be compared: its kind and an id, `run:…`. */
export interface Version {
  readonly versionId: string;
  readonly label: string;
  /** Heading that it stands under in a list. */
  readonly group: string;
}

/** The default scenario. */
export const DEFAULT_VERSION = 'default:';

/** The scenario of an open document as it is now. */
export const openVersion = (documentId: string): string => `open:${documentId}`;

/** What an open document is compared with unless something else is chosen. */
export function usualBase({ documentId, isBaseSaved, inherited, document, base }: EditedDocument): string {
  if (isBaseSaved && document !== base) return `saved:${documentId}`;
  return inherited === null ? DEFAULT_VERSION : `parent:${documentId}`;
}

/** Every version that can be compared now. */
export function versionsOf(
  open: readonly EditedDocument[],
  templates: readonly ScenarioTemplate[],
  runs: readonly RunSummary[],
): readonly Version[] {
  const documents = open.flatMap(({ documentId, title, isBaseSaved, inherited, parent }) => [
    { versionId: openVersion(documentId), label: `${title}, as it is now`, group: 'Open scenarios' },
    ...(isBaseSaved
      ? [{ versionId: `saved:${documentId}`, label: `${title}, as saved`, group: 'Open scenarios' }]
      : []),
    ...(inherited === null || parent === null
      ? []
      : [
          {
            versionId: `parent:${documentId}`,
            label: `${parent.title}, parent of ${title}`,
            group: 'Open scenarios',
          },
        ]),
  ]);
  return [
    ...documents,
    { versionId: DEFAULT_VERSION, label: 'Default scenario', group: 'Shipped' },
    ...templates
      .filter(({ differences }) => differences.length > 0)
      .map(({ templateId, name }) => ({
        versionId: `template:${templateId}`,
        label: `Template ${name}`,
        group: 'Shipped',
      })),
    ...runs.map(({ runId, name, startedAt }) => ({
      versionId: `run:${runId}`,
      label: `${name}, run of ${moment(startedAt)}`,
      group: 'Scenarios of runs',
    })),
  ];
}

/** The settings of a version. @throws Error for one that is not open any more, PlanAlignError RUN_UNKNOWN */
export async function loadVersion(versionId: string): Promise<JsonObject> {
  const at = versionId.indexOf(':');
  const kind = versionId.slice(0, at);
  const id = versionId.slice(at + 1);
  const { scenarios } = connectedHost().api;
  switch (kind) {
    case 'run':
      return scenarios.ofRun({ runId: id });
    case 'template':
      return (await scenarios.template({ templateId: id })).scenario;
    case 'open':
    case 'saved':
    case 'parent': {
      const document = findDocument(useDocuments.getState(), id);
      const found =
        kind === 'open' ? document?.document : kind === 'saved' ? document?.base : document?.inherited;
      if (found === undefined || found === null)
        throw new Error('This scenario is not open any more. Choose another version.');
      return found;
    }
    default:
      return scenarios.defaults();
  }
}
