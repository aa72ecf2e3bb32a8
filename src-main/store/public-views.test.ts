import { describe, expect, it } from 'vitest';
import {
  ALLOCATION_REASONS,
  BARRED_REASONS,
  CONTRIBUTION_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  DEFERRAL_LIMITS,
  DETAILED_STATUSES,
  ELIGIBILITY_CATEGORIES,
  EMPLOYER_SOURCES,
  ENROLLMENT_CATEGORIES,
  ENROLLMENT_SOURCES,
  ENTRY_BASES,
  FLSA_STATUSES,
  HCE_CATEGORIES,
  HIRE_CATEGORIES,
  LEVEL_BASES,
  LOOKBACK_SOURCES,
  MATCH_REASONS,
  PLAN_STATUSES,
  PROMOTION_CATEGORIES,
  RAISE_CATEGORIES,
  RESPONSE_LIMITS,
  TERMINATION_CATEGORIES,
  TERMINATION_REASONS,
  TERMINATION_RULES,
  VESTING_REASONS,
} from '../../src-shared/vocabulary.ts';
import { temporaryWorkspace } from './testing/temporary-workspace.ts';

/** Entries that mean "not stated" are NULL in public. */
const textOf = (value: string): string | null => (value === 'none' ? null : value);

describe('public views', () => {
  it.each([
    ['termination_reason_name', TERMINATION_REASONS],
    ['flsa_status_name', FLSA_STATUSES],
    ['detailed_status_name', DETAILED_STATUSES],
    ['level_basis_name', LEVEL_BASES],
    ['termination_rule_name', TERMINATION_RULES],
    ['hire_category_name', HIRE_CATEGORIES],
    ['termination_category_name', TERMINATION_CATEGORIES],
    ['promotion_category_name', PROMOTION_CATEGORIES],
    ['raise_category_name', RAISE_CATEGORIES],
    ['eligibility_category_name', ELIGIBILITY_CATEGORIES],
    ['entry_basis_name', ENTRY_BASES],
    ['barred_reason_name', BARRED_REASONS],
    ['enrollment_category_name', ENROLLMENT_CATEGORIES],
    ['deferral_change_category_name', DEFERRAL_CHANGE_CATEGORIES],
    ['response_limit_name', RESPONSE_LIMITS],
    ['contribution_category_name', CONTRIBUTION_CATEGORIES],
    ['deferral_limit_name', DEFERRAL_LIMITS],
    ['employer_source_name', EMPLOYER_SOURCES],
    ['vesting_reason_name', VESTING_REASONS],
    ['hce_category_name', HCE_CATEGORIES],
    ['lookback_source_name', LOOKBACK_SOURCES],
    ['plan_status_name', PLAN_STATUSES],
    ['enrollment_source_name', ENROLLMENT_SOURCES],
    ['match_reason_name', MATCH_REASONS],
    ['allocation_reason_name', ALLOCATION_REASONS],
  ] as const)('%s knows the closed list of the product', async (macro, list) => {
    const workspace = await temporaryWorkspace();
    const rows = await workspace.read(
      `SELECT ${macro}(CAST(code AS UTINYINT)) AS name FROM range(${list.length + 1}) AS codes(code) ORDER BY code`,
    );
    expect(rows).toEqual([...list.map((value) => ({ name: textOf(value) })), { name: null }]);
  });

  it('W-60 event_uuid: the known answer of the event content', async () => {
    const workspace = await temporaryWorkspace();
    const rows = await workspace.read(
      "SELECT event_uuid('E0001', 2025, 'RAISE', 'cola', DATE '2025-01-01', CAST(0 AS UTINYINT)) AS id",
    );
    expect(rows).toEqual([{ id: 'bad880e0-0523-d1c6-8028-db2b86538ecc' }]);
  });

  it('W-1 amount: cents become an amount without a binary fraction', async () => {
    const workspace = await temporaryWorkspace();
    const rows = await workspace.read(
      `SELECT amount(c) AS amount, typeof(amount(c)) AS type
       FROM (VALUES (1), (-1), (99), (100), (9007199254740991), (NULL)) AS cents(c)`,
    );
    expect(rows).toEqual(
      ['0.01', '-0.01', '0.99', '1.00', '90071992547409.91', null].map((amount) => ({
        amount,
        type: 'DECIMAL(18,2)',
      })),
    );
  });
});
