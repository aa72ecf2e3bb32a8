import {
  Button,
  Checkbox,
  Group,
  Paper,
  Progress,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type {
  CensusMappingDocument,
  CensusProgress,
  CensusSummary,
} from '../../../src-shared/api/censuses.ts';
import type { FileReference } from '../../../src-shared/api/files.ts';
import { people } from '../../components/format.ts';
import { reportDone, reportFailure } from '../../components/notify.ts';
import { connectedHost } from '../../state/session.ts';
import { chooseCensus, refreshCensuses, setIncomingFile, useStudy } from '../../state/study.ts';
import { FailureNote } from '../../components/notes.tsx';
import { saveFile } from '../results/save-file.ts';
import classes from './census.module.css';
import { ColumnTable } from './ColumnTable.tsx';
import { FilePreview } from './FilePreview.tsx';
import { MissingFields } from './MissingFields.tsx';
import { PayUnitSelect } from './PayUnitSelect.tsx';
import { ProblemList } from './ProblemList.tsx';
import { censusSum, RowCounts } from './RowCounts.tsx';
import { SecondFile } from './SecondFile.tsx';
import { SavedMappingButton, TakenMappingNote, type TakenMapping } from './SavedMapping.tsx';
import { readingRequest, useWizard } from './use-wizard.ts';
import { censusName, missingFields, withSetting } from './wizard-mapping.ts';

const STAGES: Readonly<Record<CensusProgress['stage'], string>> = {
  read: 'Reading the file',
  infer: 'Recognising formats',
  check: 'Checking every row',
  build: 'Putting the census together',
  keep: 'Keeping the census',
};

/** A census file on its way in: what is read from it, what is wrong with it, and the import. */
export function ImportWizard({ file }: { readonly file: FileReference }): ReactNode {
  const { fileId, name: fileName } = file;
  const [mapping, setMapping] = useState<CensusMappingDocument>({});
  const [joinFile, setJoinFile] = useState<FileReference | null>(null);
  const [taken, setTaken] = useState<TakenMapping | null>(null);
  const [name, setName] = useState(censusName(fileName));
  const [isStrict, setStrict] = useState(false);
  const [importing, setImporting] = useState<CensusProgress | null>(null);
  const files = { fileId, joinFileId: joinFile?.fileId ?? null };
  const wizard = useWizard(files, mapping);
  const { inspection, preview, joinPreview, fields, years } = wizard;
  const progress = importing ?? wizard.progress;
  const report = inspection?.report ?? null;
  const missing = report === null ? [] : missingFields(fields, report, mapping);
  const dropped = new Set(
    report?.columns.filter(({ use }) => use === 'dropped').map((column) => column.name),
  );
  const isReady = inspection !== null && inspection.refusal === null && wizard.progress === null;

  const keep = async (): Promise<void> => {
    if (years === null) return;
    setImporting({ stage: 'read', share: 0 });
    try {
      const { census } = await connectedHost().api.censuses.import(
        { ...readingRequest(files, mapping, years), name: name.trim(), strict: isStrict },
        setImporting,
      );
      await refreshCensuses();
      await chooseCensus(census.censusId);
      setIncomingFile(null);
      reportDone(`Imported ${census.name}: ${people(census.rows)} people.`);
    } catch (error) {
      reportFailure(error);
    } finally {
      setImporting(null);
    }
  };
  /** Takes another mapping; what it says of a second file has to suit the one that is chosen. */
  const takeMapping = async (next: CensusMappingDocument): Promise<void> => {
    if (joinFile === null || next['join'] === undefined) setMapping(next);
    else {
      const request = { mapping: next, joinFileId: joinFile.fileId };
      setMapping((await connectedHost().api.censuses.suitJoin(request)).mapping);
    }
  };
  const saveMapping = (): void => {
    if (inspection === null) return;
    void saveFile('mapping', `${censusName(fileName)} mapping.json`, (target) =>
      connectedHost().api.exports.mapping({ mapping: inspection.mapping, target }),
    );
  };

  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h3">
            Import {fileName}
            {joinFile === null ? '' : ` with ${joinFile.name}`}
          </Title>
          <Text size="sm" c="dimmed">
            {years === null ? 'Reading the file' : `Judged for the years ${years.startYear}–${years.endYear}`}
          </Text>
        </div>
        <Button
          variant="subtle"
          onClick={() => {
            setIncomingFile(null);
          }}
        >
          Do not import
        </Button>
      </Group>
      <Group align="flex-end" gap="md">
        {preview !== null && preview.sheets.length > 1 && (
          <Select
            label="Sheet"
            data={[...preview.sheets]}
            value={preview.sheet}
            allowDeselect={false}
            onChange={(sheet) => {
              if (sheet !== null) setMapping({ sheet });
            }}
          />
        )}
        <EarlierMapping onMapping={takeMapping} />
        {inspection !== null && (
          <SavedMappingButton
            censusFileId={fileId}
            onTaken={(from, saved) => {
              setTaken({ fileName: from, saved, mappingBefore: mapping, inspectionBefore: inspection });
              takeMapping(saved.mapping).catch(reportFailure);
            }}
          />
        )}
        {report !== null && (
          <>
            <PayUnitSelect
              label="Pay is stated"
              payUnit={report.payUnit}
              onUnit={(unit) => {
                setMapping(withSetting(mapping, 'payUnit', unit));
              }}
            />
            <TextInput
              label="The file describes"
              type="date"
              defaultValue={report.asOf}
              onBlur={({ currentTarget: { value } }) => {
                if (value !== '' && value !== mapping['asOf'])
                  setMapping(withSetting(mapping, 'asOf', value));
              }}
            />
          </>
        )}
      </Group>
      <div role="status">
        {progress !== null && (
          <>
            <Text size="sm">{STAGES[progress.stage]} …</Text>
            <Progress.Root mt={4}>
              <Progress.Section value={progress.share * 100} aria-label={STAGES[progress.stage]} />
            </Progress.Root>
          </>
        )}
      </div>
      {taken !== null && (
        <TakenMappingNote
          taken={taken}
          inspection={inspection}
          onBack={() => {
            setMapping(taken.mappingBefore);
            setTaken(null);
          }}
        />
      )}
      {wizard.error !== null && <FailureNote error={wizard.error} />}
      {report !== null && missing.length > 0 && (
        <MissingFields
          missing={missing}
          columns={report.columns.filter(({ use }) => use !== 'dropped').map((column) => column.name)}
          canNumberRows
          mapping={mapping}
          onMapping={setMapping}
        />
      )}
      {inspection !== null && inspection.refusal !== null && missing.length === 0 && (
        <Refusal
          refusal={inspection.refusal}
          asOf={inspection.report.asOf}
          needsDate={inspection.refusal.items.some((item) => item.startsWith('asOf'))}
          onDate={(asOf) => {
            setMapping(withSetting(mapping, 'asOf', asOf));
          }}
        />
      )}
      {report !== null && report.counts !== null && (
        <RowCounts label="Rows of the file" sum={censusSum(report.counts)} />
      )}
      {inspection !== null && report !== null && report.counts !== null && (
        <ProblemList
          fileId={fileId}
          fileName={censusName(fileName)}
          title="Problems"
          report={report}
          hasRejects={inspection.hasRejects}
          mapping={mapping}
          onMapping={setMapping}
        />
      )}
      {inspection !== null && (
        <SecondFile
          file={joinFile}
          fields={fields}
          inspection={inspection}
          preview={joinPreview}
          mapping={mapping}
          onFile={(next, nextMapping) => {
            setJoinFile(next);
            setMapping(nextMapping);
          }}
          onMapping={setMapping}
        />
      )}
      {report !== null && (
        <ColumnTable fields={fields} report={report} place="" mapping={mapping} onMapping={setMapping} />
      )}
      {preview !== null && <FilePreview preview={preview} title="First rows of the file" hidden={dropped} />}
      <Paper withBorder p="md" component="section" aria-label="Import">
        <Group align="flex-end">
          <TextInput
            label="Name of the census"
            w={280}
            value={name}
            maxLength={200}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
          />
          <Button
            leftSection={<IconFileImport size={18} />}
            disabled={!isReady || name.trim() === ''}
            loading={importing !== null}
            onClick={() => void keep()}
          >
            {report?.counts === null || report === null
              ? 'Import'
              : `Import ${people(report.counts.accepted)} people`}
          </Button>
          <Checkbox
            mb={8}
            label="Refuse the file if any row is left out"
            checked={isStrict}
            onChange={(event) => {
              setStrict(event.currentTarget.checked);
            }}
          />
          <Button variant="subtle" disabled={!isReady} onClick={saveMapping}>
            Save the mapping for next year
          </Button>
        </Group>
      </Paper>
    </Stack>
  );
}

/** Reads the file as an earlier one was read. */
function EarlierMapping({
  onMapping,
}: {
  readonly onMapping: (mapping: CensusMappingDocument) => Promise<void>;
}): ReactNode {
  const censuses = useStudy((study) => study.censuses);
  if (censuses === null || censuses.length === 0) return null;
  return (
    <Select
      label="Read it like"
      placeholder="An earlier census"
      w={220}
      data={censuses.map(({ censusId, name }: CensusSummary) => ({ value: censusId, label: name }))}
      value={null}
      onChange={(censusId) => {
        if (censusId === null) return;
        connectedHost()
          .api.censuses.get({ censusId })
          .then(({ mapping }) => onMapping(mapping))
          .catch(reportFailure);
      }}
    />
  );
}

function Refusal({
  refusal,
  asOf,
  needsDate,
  onDate,
}: {
  readonly refusal: { readonly code: string; readonly detail: string; readonly items: readonly string[] };
  readonly asOf: string;
  readonly needsDate: boolean;
  readonly onDate: (asOf: string) => void;
}): ReactNode {
  // The second file asks for its ids itself.
  const items = (refusal.items.length === 0 ? [refusal.detail] : refusal.items).filter(
    (item) => !item.startsWith('join.employeeId'),
  );
  if (items.length === 0) return null;
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-labelledby="refusal"
      className={classes['decide'] ?? ''}
    >
      <Title order={3} size="h5" id="refusal" mb="xs">
        Please decide before the rows can be judged
      </Title>
      {items.map((item) => (
        <Text key={item} size="sm">
          {item}
        </Text>
      ))}
      {needsDate && (
        <Button
          size="xs"
          mt="xs"
          onClick={() => {
            onDate(asOf);
          }}
        >
          The file describes {asOf}
        </Button>
      )}
    </Paper>
  );
}
