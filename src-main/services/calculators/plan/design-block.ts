import { z } from 'zod';
import { DESIGN_DEFAULTS, fill, type Report } from '../../../../src-shared/scenario/defaults.ts';
import { findingsOf } from '../../../../src-shared/scenario/findings.ts';
import { scenarioJsonSchema } from '../../../../src-shared/scenario/json-schema.ts';
import { isJsonObject, valueAt } from '../../../../src-shared/scenario/json-value.ts';
import type { Scenario } from '../../../../src-shared/scenario/schema.ts';

type BlockName = Exclude<keyof Scenario['planDesigns'][number], 'id' | 'name'>;

/**
 * A block of a plan design as the caller of a calculator writes it: what it leaves out is filled from the default design,
 * and all of it is checked, as in a scenario file (P-7). Settings that the chosen type does not use are errors here. `rewrite` allows
 * for another way of writing the block.
 */
export function designBlock<Schema extends z.ZodType>(
  name: BlockName,
  schema: Schema,
  description: string,
  rewrite: (value: unknown) => unknown = (value) => value,
) {
  const block = z.unknown().register(z.globalRegistry, { description });
  // Made only when it is asked for, because it takes the schema of the whole scenario.
  block._zod.toJSONSchema = () => {
    const described = valueAt(scenarioJsonSchema(), [
      'properties',
      'planDesigns',
      'items',
      'properties',
      name,
    ]);
    return isJsonObject(described) ? { ...described } : {};
  };
  const read = (value: unknown, context: z.RefinementCtx): z.output<Schema> => {
    const report: Report = { findings: [], warnings: [] };
    const filled = fill(schema, rewrite(value), DESIGN_DEFAULTS[name], [name], report);
    const parsed = schema.safeParse(filled);
    const unused = report.warnings.map(({ setting, message }) => ({ path: setting.split('.'), message }));
    const invalid = parsed.success ? [] : findingsOf(parsed.error.issues, { [name]: filled }, [name]);
    for (const { path, message } of [...report.findings, ...unused, ...invalid]) {
      context.addIssue({ code: 'custom', path: path.slice(1), message });
    }
    return parsed.success ? parsed.data : z.NEVER;
  };
  return block.transform(read).prefault({});
}
