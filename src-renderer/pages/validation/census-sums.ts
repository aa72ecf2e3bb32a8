import type { CensusReconciliation } from '../../../src-shared/api/validation.ts';

/** A sum that must come out: the parts, in their order, and the total. */
export interface CensusSum {
  readonly total: { readonly name: string; readonly rows: number };
  readonly parts: readonly { readonly name: string; readonly rows: number }[];
  readonly addsUp: boolean;
}

function sumOf(total: CensusSum['total'], parts: CensusSum['parts']): CensusSum {
  return { total, parts, addsUp: parts.reduce((sum, { rows }) => sum + rows, 0) === total.rows };
}

/**
 * W-24: rows read are accepted, quarantined and left out; accepted rows are the people of the opening, later hires and
 * former employees; the first year opens with the first of them. Where the census is no longer kept, the run does not
 * say why rows were left out: they are one part.
 */
export function censusSums(census: CensusReconciliation): readonly CensusSum[] {
  const { read, accepted, quarantined, blank, duplicateDropped, openingHeadcount } = census;
  const leftOut =
    blank === null || duplicateDropped === null
      ? [{ name: 'Left out as blank or duplicate', rows: read - accepted - quarantined }]
      : [
          { name: 'Blank rows', rows: blank },
          { name: 'Duplicates dropped', rows: duplicateDropped },
        ];
  const sums = [
    sumOf({ name: 'Rows read', rows: read }, [
      { name: 'Accepted', rows: accepted },
      { name: 'Quarantined', rows: quarantined },
      ...leftOut,
    ]),
    sumOf({ name: 'Accepted', rows: accepted }, [
      { name: 'Employed at the start', rows: census.openingActive },
      { name: 'Hired later, scheduled', rows: census.futureHire },
      { name: 'Hired after the last year', rows: census.futureHireBeyondHorizon },
      { name: 'Former employees', rows: census.former },
    ]),
  ];
  if (openingHeadcount === null) return sums;
  return [
    ...sums,
    sumOf({ name: 'Opening headcount', rows: openingHeadcount }, [
      { name: 'Employed at the start', rows: census.openingActive },
    ]),
  ];
}
