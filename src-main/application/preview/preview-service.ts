import type { PreviewService } from '../../../src-shared/api/preview.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { loadStudyCensus } from '../../services/studies/stored-census.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { WorkRegistry } from '../work.ts';
import type { PreviewCensus, PreviewEngine } from './preview-engine.ts';

const PREVIEW = 'preview';

/** Loads censuses as studies do; the last one is kept, because edits rarely change it. */
export class PreviewCensuses {
  readonly #workspace: Workspace;
  #last: { readonly key: string; readonly census: Promise<PreviewCensus> } | null = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  load(censusId: string, scenario: Scenario): Promise<PreviewCensus> {
    const { startYear, endYear } = scenario.simulation;
    const key = `${censusId} ${startYear} ${endYear}`;
    if (this.#last?.key === key) return this.#last.census;
    const census = loadStudyCensus(this.#workspace, censusId, scenario).then(({ columns }) => ({
      key,
      columns,
    }));
    const last = { key, census };
    this.#last = last;
    census.catch(() => {
      if (this.#last === last) this.#last = null;
    });
    return census;
  }
}

/** The preview of one window: a request stops the one before it. */
export function previewService(
  engine: PreviewEngine,
  censuses: PreviewCensuses,
  work: WorkRegistry,
): PreviewService {
  return {
    run: ({ scenario: document, censusId }) =>
      work.run(PREVIEW, async (signal) => {
        const { scenario, warnings } = parseScenario(document);
        const census = await censuses.load(censusId, scenario);
        const answer = await engine.simulate(census, scenario, signal);
        return {
          ...answer,
          warnings: warnings.map(({ code, setting, message }) => ({
            code,
            message: `${setting}: ${message}`,
          })),
        };
      }),
    prepare: async ({ censusId }) => {
      const { scenario } = parseScenario({});
      await engine.prepare(await censuses.load(censusId, scenario), scenario);
    },
  };
}
