import type { SavedMapping } from '../../../src-shared/api/censuses.ts';
import { forkHelper, type StartHelper } from '../../services/census/helper-process.ts';
import { lostColumns } from '../../services/census/header-match.ts';
import {
  EMPTY_MAPPING,
  joinMappingOf,
  mappingOfJoined,
  type CensusMapping,
} from '../../services/census/mapping.ts';
import { previewCensusFile } from './census-preview.ts';

const without = (entries: object, keys: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(entries).filter(([key]) => !keys.includes(key)));

/**
 * An earlier mapping as far as it suits a census file: columns and a sheet that the file does not have are left to
 * recognition, and so is the date it describes, which is another one every year.
 * @throws PlanAlignError what reading the beginning of the file throws.
 */
export async function suitedMapping(
  mapping: CensusMapping,
  censusPath: string,
  startHelper: StartHelper = forkHelper,
): Promise<SavedMapping> {
  const { asOf, sheet, ...rest } = mapping;
  const { sheets } = await previewCensusFile(censusPath, EMPTY_MAPPING, 1, startHelper);
  const hasSheet = sheet !== undefined && sheets.includes(sheet);
  const kept = hasSheet ? { ...rest, sheet } : rest;
  const { headers } = await previewCensusFile(
    censusPath,
    { ...kept, columns: {}, constants: {} },
    1,
    startHelper,
  );
  const lost = lostColumns(headers, mapping);
  const fields = lost.map(({ field }) => field);
  return {
    mapping: {
      ...kept,
      columns: without(kept.columns, fields),
      formats: without(kept.formats, fields),
    },
    lostColumns: lost,
    lostSheet: sheet !== undefined && !hasSheet ? sheet : null,
    earlierDate: asOf ?? null,
  };
}

/**
 * A mapping whose join suits the file that is to be joined, in the same way; the rest of it stays.
 * @throws PlanAlignError what reading the beginning of the file throws.
 */
export async function suitedJoin(
  mapping: CensusMapping,
  joinPath: string,
  startHelper: StartHelper = forkHelper,
): Promise<SavedMapping> {
  const suited = await suitedMapping(mappingOfJoined(mapping), joinPath, startHelper);
  const { columns, formats, sheet } = suited.mapping;
  const join = {
    ...without(joinMappingOf(mapping), ['sheet']),
    columns,
    formats,
    ...(sheet === undefined ? {} : { sheet }),
  };
  // The date is that of the census, which was decided with it.
  return { ...suited, mapping: { ...mapping, join }, earlierDate: null };
}
