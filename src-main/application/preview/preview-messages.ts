import type { PreviewYear } from '../../../src-shared/api/preview.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { EngineFailure } from '../../services/runs/engine-messages.ts';

/** What the owner of the preview thread sends. Columns of a census come one by one, then what makes it whole. */
export type ToPreview =
  | { readonly kind: 'column'; readonly path: readonly string[]; readonly value: unknown }
  /** The columns since the last census are this one; it takes the place of the one before. */
  | { readonly kind: 'census'; readonly censusKey: string }
  | {
      readonly kind: 'run';
      readonly requestId: number;
      readonly censusKey: string;
      readonly scenario: Scenario;
      /** One 32-bit word; other than 0 when nobody waits for the answer any more. */
      readonly cancelled: SharedArrayBuffer;
    };

export type FromPreview =
  | {
      readonly kind: 'done';
      readonly requestId: number;
      readonly years: readonly PreviewYear[];
      readonly people: number;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'failed'; readonly requestId: number; readonly failure: EngineFailure };
