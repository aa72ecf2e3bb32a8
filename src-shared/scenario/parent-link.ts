import { z } from 'zod';
import { PlanAlignError } from '../errors.ts';
import type { JsonObject } from './json-value.ts';

/** Key of a scenario file that names its parent. It is none of the settings: a resolved scenario has no parent. */
export const PARENT_KEY = 'parent';

/**
 * The parent of a scenario, as its file names it. The place is relative to the folder of the child, so that a folder
 * of scenarios can be moved, sent and committed as a whole; an absolute one would also let a file that came by mail
 * reach for another machine.
 */
export const parentLinkSchema = z
  .strictObject({
    file: z
      .string()
      .regex(
        /^(?![/\\]|[A-Za-z]:)[^\\]+$/,
        'must be a path relative to the folder of this file, with "/" between its parts',
      )
      .describe('Path of the parent, relative to the folder of this file, with "/" between its parts.'),
    hash: z
      .string()
      .regex(/^[0-9a-f]{16}$/, 'must be 16 hexadecimal digits')
      .optional()
      .describe('Version of the parent that this file was saved with: by it a later change is noticed.'),
  })
  .describe(
    'The scenario that this one is made from: a file with a parent states only what it changes of it.',
  );
export type ParentLink = z.output<typeof parentLinkSchema>;

/** The parent that a document names; null for none. @throws PlanAlignError SCENARIO_INVALID */
export function parentLinkOf(document: JsonObject, file?: string): ParentLink | null {
  const link = document[PARENT_KEY];
  if (link === undefined) return null;
  const parsed = parentLinkSchema.safeParse(link);
  if (parsed.success) return parsed.data;
  const findings = parsed.error.issues.map(
    ({ path, message }) => `${[PARENT_KEY, ...path.map(String)].join('.')}: ${message}`,
  );
  throw new PlanAlignError(
    'SCENARIO_INVALID',
    findings[0] ?? PARENT_KEY,
    { ...(file === undefined ? {} : { file }), setting: PARENT_KEY },
    findings,
  );
}

/** A document without the name of its parent. */
export function withoutParent(document: JsonObject): JsonObject {
  if (!Object.hasOwn(document, PARENT_KEY)) return document;
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== PARENT_KEY));
}
