import { createHash } from 'node:crypto';
import { z } from 'zod';
import { EVENT_TYPES, RAISE_CATEGORIES, type EventType } from '../../../src-shared/vocabulary.ts';
import { compareEvents, eventIdText } from '../../../src-worker/events/canonical.ts';
import { defineCalculator } from './calculator.ts';
import { date, year } from './fields.ts';

/** Types as W-61 abbreviates them, beside the names that events carry. */
const TYPE_OF_NAME = new Map<string, EventType>(
  EVENT_TYPES.flatMap((type) => [
    [type, type],
    [type.replace('DC_PLAN_', ''), type],
  ]),
);

const eventType = () =>
  z
    .enum([...TYPE_OF_NAME.keys()])
    .meta({ description: 'Event type; a plan event with or without DC_PLAN_' })
    .transform((name): EventType => TYPE_OF_NAME.get(name) ?? 'HIRE');

const HASH_DIGITS = 32;

export const eventCalculators = [
  defineCalculator({
    name: 'eventId',
    rule: 'W-60',
    summary: 'The id of an event, from its content.',
    input: z.strictObject({
      employeeId: z.string().min(1).meta({ description: 'Employee id as given' }),
      year: year('Simulated year'),
      type: z.enum(EVENT_TYPES).meta({ description: 'Event type' }),
      category: z.string().meta({ description: 'Category' }),
      effectiveDate: date('Effective date'),
      k: z
        .int()
        .min(0)
        .max(255)
        .meta({ description: 'Number among events equal in everything else, from 0' })
        .prefault(0),
    }),
    output: z.strictObject({
      id: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .meta({ description: 'First 32 hexadecimal digits of SHA-256' }),
    }),
    run: ({ employeeId, year: of, type, category, effectiveDate, k }) => {
      const text = eventIdText(employeeId, of, type, category, effectiveDate, k);
      return { id: createHash('sha256').update(text, 'utf8').digest('hex').slice(0, HASH_DIGITS) };
    },
  }),
  defineCalculator({
    name: 'order',
    rule: 'W-61',
    summary: 'The order of a person’s events.',
    input: z.strictObject({
      events: z.array(
        z
          .strictObject({
            type: eventType(),
            category: z.string().meta({ description: 'Category; it orders raises only' }).prefault(''),
            effectiveDate: date('Effective date'),
          })
          .refine(
            ({ type, category }) => type !== 'RAISE' || RAISE_CATEGORIES.some((known) => known === category),
            { error: `is one of ${RAISE_CATEGORIES.join(', ')}`, path: ['category'] },
          ),
      ),
    }),
    output: z.strictObject({
      positions: z
        .array(z.int())
        .meta({ description: 'Numbers of the events from 1, in their order; equal events in input order' }),
    }),
    run: ({ events }) => ({
      positions: [...events.entries()]
        .map(([index, { type, category, effectiveDate }]) => ({
          number: index + 1,
          event: { type, category, effectiveDay: effectiveDate },
        }))
        .sort((a, b) => compareEvents(a.event, b.event))
        .map(({ number }) => number),
    }),
  }),
];
