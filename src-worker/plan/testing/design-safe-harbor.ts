import type { Scenario } from '../../../src-shared/scenario/schema.ts';

type CoreSettings = Scenario['planDesigns'][number]['core'];

/** A core design that satisfies 401(a)(4) by itself (P-103). */
export type DesignSafeHarbor = 'none' | 'uniformPercent' | 'permittedDisparity';

/**
 * P-103: the safe harbor of a core design, or null when only the general test can show that it does not discriminate.
 * `isDisparityValid` is that of P-73 in the year.
 */
export function designSafeHarbor(core: CoreSettings, isDisparityValid: boolean): DesignSafeHarbor | null {
  if (core.type === 'none') return 'none';
  if (core.type !== 'flat') return null;
  if (!core.integration.enabled) return 'uniformPercent';
  return isDisparityValid ? 'permittedDisparity' : null;
}
