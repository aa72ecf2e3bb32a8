import type { CensusColumns } from '../../../../src-shared/columns.ts';
import type { Scenario } from '../../../../src-shared/scenario/schema.ts';
import { defaultScenario } from '../../../../src-worker/testing/scenarios.ts';
import { company } from '../../../../src-worker/testing/synthetic-census.ts';
import type { Workspace } from '../../../store/workspace.ts';
import type { StudyRequest } from '../simulate-study.ts';

/** A study of an invented company over the five years of the default scenario. */
export function smallStudy(workspace: Workspace, people: number): StudyRequest {
  const census: CensusColumns = company(people);
  const scenario: Scenario = defaultScenario;
  return {
    workspace,
    scenario,
    scenarioSource: null,
    overrides: {},
    census,
    censusReference: {
      id: null,
      name: 'Invented',
      hash: 'e'.repeat(64),
      rows: people + 3,
      accepted: people,
      quarantined: 3,
    },
    name: 'Small study',
  };
}
