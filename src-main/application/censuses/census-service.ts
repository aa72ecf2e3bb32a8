import type { CensusInspection, CensusService } from '../../../src-shared/api/censuses.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { examineCensusFile } from '../../services/census/import-census.ts';
import type { CensusExamination } from '../../services/census/examine-census.ts';
import type { StartHelper } from '../../services/census/helper-process.ts';
import { formatsOf, parseMapping, readMapping } from '../../services/census/mapping.ts';
import { CENSUS_FIELDS } from '../../services/census/registry.ts';
import { saveCensus } from '../../store/census-store.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { FileGrants } from '../file-grants.ts';
import type { WorkRegistry } from '../work.ts';
import { previewCensusFile } from './census-preview.ts';
import { profileCensus } from './census-profile.ts';
import { summaryOf, type CensusRecords } from './census-records.ts';
import type { RejectedRows } from './rejected-rows.ts';
import { suitedJoin, suitedMapping } from './saved-mapping.ts';
import { suggestFromCensus } from './suggestions/suggest-from-census.ts';

type Inspect = Parameters<CensusService['inspect']>;

const inspectionOf = ({
  report,
  mapping,
  refusal,
  rejects,
  joinRejects,
}: CensusExamination): CensusInspection => ({
  report,
  mapping,
  refusal,
  hasRejects: rejects !== null,
  hasJoinRejects: joinRejects !== null,
});

/** The censuses of one window. */
export function censusService(
  parts: {
    readonly workspace: Workspace;
    readonly files: FileGrants;
    readonly records: CensusRecords;
    readonly rejects: RejectedRows;
    readonly startHelper: StartHelper;
  },
  work: WorkRegistry,
): CensusService {
  const { workspace, files, records, rejects, startHelper } = parts;

  const examine = async (
    request: Inspect[0],
    onProgress: Inspect[1],
    { strict, reportOnly }: { readonly strict: boolean; readonly reportOnly: boolean },
    signal: AbortSignal,
  ): Promise<CensusExamination> => {
    const examination = await examineCensusFile({
      path: files.pathOf(request.fileId),
      ...(request.joinFileId === undefined ? {} : { join: files.pathOf(request.joinFileId) }),
      startYear: request.startYear,
      endYear: request.endYear,
      mapping: parseMapping(request.mapping),
      acceptInferred: request.acceptInferred,
      strict,
      reportOnly,
      signal,
      onProgress: (stage, share) => {
        onProgress({ stage, share });
      },
      inThread: true,
      startHelper,
    });
    rejects.keep(request.fileId, examination.rejects);
    if (request.joinFileId !== undefined) rejects.keep(request.joinFileId, examination.joinRejects);
    return examination;
  };

  return {
    fields: () =>
      Promise.resolve(
        CENSUS_FIELDS.map(({ name, kind, need, meaning, whenBlank }) => ({
          name,
          kind,
          need,
          meaning,
          whenBlank,
          formats: formatsOf(name),
        })),
      ),
    preview: async ({ fileId, mapping, rows }) =>
      previewCensusFile(files.pathOf(fileId), parseMapping(mapping), rows, startHelper),
    inspect: (request, onProgress) =>
      work.run(request.workId, async (signal) => {
        const found = await examine(request, onProgress, { strict: false, reportOnly: true }, signal);
        return inspectionOf(found);
      }),
    import: ({ name, strict, ...request }, onProgress) =>
      work.run(request.workId, async (signal) => {
        const path = files.pathOf(request.fileId);
        const found = await examine(request, onProgress, { strict, reportOnly: false }, signal);
        const { report, mapping, refusal, census } = found;
        if (refusal !== null)
          throw new PlanAlignError(refusal.code, refusal.detail, { file: path }, refusal.items);
        if (census === null) throw new RangeError('a census that is not refused has columns');
        onProgress({ stage: 'keep', share: 0 });
        const { columns, hash } = census;
        const record = await saveCensus(workspace, {
          name,
          sourceFile: path,
          hash,
          mapping,
          report,
          columns,
        });
        return { census: summaryOf(record), ...inspectionOf(found) };
      }),
    sample: () => records.sample(),
    list: () => records.list(),
    get: ({ censusId }) => records.get(censusId),
    profile: async ({ censusId, startYear }) => profileCensus(await records.columns(censusId), startYear),
    suggestions: async ({ censusId, document }) => {
      const { scenario } = parseScenario(document);
      return suggestFromCensus(await records.columns(censusId), scenario);
    },
    savedMapping: async ({ fileId, censusFileId }) =>
      suitedMapping(await readMapping(files.pathOf(fileId)), files.pathOf(censusFileId), startHelper),
    suitJoin: ({ mapping, joinFileId }) =>
      suitedJoin(parseMapping(mapping), files.pathOf(joinFileId), startHelper),
  };
}
