import { z } from 'zod';
import { field, labelField, text } from './fields.ts';
import { compensationSchema } from './sections/compensation-schema.ts';
import { hiringSchema } from './sections/hiring-schema.ts';
import {
  limitsSchema,
  planDesignsSchema,
  planTimelineSchema,
  segmentsSchema,
} from './sections/plan-schema.ts';
import { bandsSchema, jobLevelsSchema, simulationSchema } from './sections/study-schema.ts';
import { workforceSchema } from './sections/workforce-schema.ts';

/** Version of the scenario document; a change of its shape raises it and adds a migration. */
export const SCENARIO_SCHEMA_VERSION = 1;

/**
 * The whole scenario document, every setting present. A document on disk may leave settings out: reading it fills
 * them from the default scenario.
 */
export const scenarioSchema = z.strictObject({
  schemaVersion: labelField(
    z.literal(SCENARIO_SCHEMA_VERSION),
    'Version',
    'Version of this document’s shape.',
  ),
  name: labelField(text(), 'Name', 'Name of the scenario.'),
  description: labelField(z.string(), 'Description', 'What the scenario assumes and why.'),
  simulation: field(simulationSchema, 'W-28', 'Simulation', 'Horizon, seed and mode.'),
  bands: field(bandsSchema, 'W-28', 'Bands', 'Age and tenure bands used by tables and reports.'),
  jobLevels: field(jobLevelsSchema, 'W-28', 'Job levels', 'Levels and their pay ranges, lowest first.'),
  workforce: field(
    workforceSchema,
    'W-28',
    'Workforce',
    'Growth, leaving, retirement, promotion, reduction.',
  ),
  hiring: field(hiringSchema, 'W-28', 'Hiring', 'Who is hired, when and at what pay.'),
  compensation: field(compensationSchema, 'W-28', 'Compensation', 'Raises.'),
  segments: field(segmentsSchema, 'P-36', 'Segments', 'Age and income segments of the behaviour tables.'),
  limits: field(limitsSchema, 'P-12', 'Limits', 'Projection and overrides of the statutory limits.'),
  planDesigns: field(planDesignsSchema, 'P-23', 'Plan designs', 'Designs the timeline can choose from.'),
  planTimeline: field(
    planTimelineSchema,
    'P-23',
    'Plan timeline',
    'Which design is in force from which year.',
  ),
});

/** A parsed scenario: every setting present and checked. Rates are fractions, money is dollars. */
export type Scenario = z.infer<typeof scenarioSchema>;
