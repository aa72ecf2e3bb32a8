import { z } from 'zod';
import type { SettingDifference } from '../scenario/diff-settings.ts';
import type { ScenarioWarning } from '../scenario/findings.ts';
import type { JsonObject } from '../scenario/json-value.ts';
import { withoutParent } from '../scenario/parent-link.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { SettingField } from '../scenario/setting-fields.ts';
import type { CallsOf } from './calls.ts';
import { idSchema } from './files.ts';

/** A scenario as it is edited: it may be incomplete or wrong, and may name the parent it inherits from. */
export const editedDocumentSchema = z.record(z.string(), z.unknown());

/** A scenario as it is read and run. All that it inherits is in it, so the name of its parent is left behind. */
export const scenarioDocumentSchema = editedDocumentSchema.transform(withoutParent);

/** Something wrong with a scenario. */
export interface ScenarioFinding {
  readonly code: string;
  /** Path of the setting; empty for the document as a whole. */
  readonly setting: string;
  readonly message: string;
}

/** A scenario document as the engine would read it. */
export interface ScenarioReading {
  /** Null while there are findings. */
  readonly scenario: Scenario | null;
  readonly findings: readonly ScenarioFinding[];
  readonly warnings: readonly ScenarioWarning[];
}

/** A scenario to start from. */
export interface ScenarioTemplate {
  readonly templateId: string;
  readonly name: string;
  /** What it assumes, in a sentence. */
  readonly description: string;
  readonly scenario: Scenario;
  /** What it changes of the default scenario. */
  readonly differences: readonly SettingDifference[];
}

/** A setting with what the editor shows beside it. */
export interface EditableField extends SettingField {
  /** Value of the default scenario; undefined within lists, whose elements have none. */
  readonly defaultValue: unknown;
  /** Bounds of a number, as in the schema; null where there is none. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** The values of a closed list; null for any other setting. */
  readonly choices: readonly string[] | null;
}

const readRequest = z.strictObject({ document: scenarioDocumentSchema });
const diffRequest = z.strictObject({ before: scenarioDocumentSchema, after: scenarioDocumentSchema });
const templateRequest = z.strictObject({ templateId: idSchema });

const runRequest = z.strictObject({ runId: idSchema });

/** Scenario documents: everything that needs no file. */
export interface ScenarioService {
  /** Reads a document as the engine would: defaults filled in, everything checked. */
  read(request: { readonly document: JsonObject }): Promise<ScenarioReading>;
  /** The settings in which two valid documents differ, in the order of the document. */
  diff(request: z.output<typeof diffRequest>): Promise<readonly SettingDifference[]>;
  /** The default scenario. */
  defaults(): Promise<Scenario>;
  templates(): Promise<readonly ScenarioTemplate[]>;
  template(request: z.output<typeof templateRequest>): Promise<ScenarioTemplate>;
  /** The scenario of a run as it was used. Throws RUN_UNKNOWN. */
  ofRun(request: z.output<typeof runRequest>): Promise<Scenario>;
  /** Every setting, in the order of the document. */
  fields(): Promise<readonly EditableField[]>;
}

export const scenarioCalls: CallsOf<ScenarioService> = {
  read: [readRequest],
  diff: [diffRequest],
  defaults: [],
  templates: [],
  template: [templateRequest],
  ofRun: [runRequest],
  fields: [],
};
