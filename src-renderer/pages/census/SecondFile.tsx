import { Button, Group, List, Paper, Select, Stack, Table, Text, Title } from '@mantine/core';
import { IconTablePlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { JoinedFileReport } from '../../../src-shared/api/census-report.ts';
import type {
  CensusFieldEntry,
  CensusInspection,
  CensusMappingDocument,
  CensusPreview,
  SavedMapping,
} from '../../../src-shared/api/censuses.ts';
import type { FileReference } from '../../../src-shared/api/files.ts';
import { people } from '../../components/format.ts';
import { reportFailure } from '../../components/notify.ts';
import { connectedHost } from '../../state/session.ts';
import { ColumnTable } from './ColumnTable.tsx';
import { FilePreview } from './FilePreview.tsx';
import { MissingFields } from './MissingFields.tsx';
import { PayUnitSelect } from './PayUnitSelect.tsx';
import { ProblemList } from './ProblemList.tsx';
import { joinedSum, personSum, RowCounts } from './RowCounts.tsx';
import { censusName, fieldTitle, joinOf, missingFields, withSetting, withWinner } from './wizard-mapping.ts';

const PLACE = ' of the second file';

interface SecondFileProps {
  readonly file: FileReference | null;
  readonly fields: readonly CensusFieldEntry[];
  readonly inspection: CensusInspection;
  readonly preview: CensusPreview | null;
  readonly mapping: CensusMappingDocument;
  /** Another file or none, and the mapping that goes with it. */
  readonly onFile: (file: FileReference | null, mapping: CensusMappingDocument) => void;
  readonly onMapping: (mapping: CensusMappingDocument) => void;
}

/** A second file whose columns are added to the census by employee id. */
export function SecondFile(props: SecondFileProps): ReactNode {
  const { file, inspection, mapping, onFile } = props;
  const [lost, setLost] = useState<SavedMapping | null>(null);
  const choose = async (): Promise<void> => {
    const { api, bridge } = connectedHost();
    const chosen = await bridge.chooseFile('census');
    if (chosen === null) return;
    const suited =
      mapping['join'] === undefined
        ? null
        : await api.censuses.suitJoin({ mapping, joinFileId: chosen.fileId });
    setLost(suited);
    onFile(chosen, suited?.mapping ?? mapping);
  };
  const { join } = inspection.report;
  return (
    <Paper withBorder p="md" component="section" aria-label="Second file">
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Title order={3} size="h5">
              {file === null ? 'A second file' : `Second file: ${file.name}`}
            </Title>
            <Text size="sm" c="dimmed">
              {file === null && mapping['join'] !== undefined
                ? 'The mapping also reads a second file, which is not chosen yet.'
                : 'Its columns are added to the people of the census by employee id, such as plan data beside those of the HR system.'}
            </Text>
          </div>
          {file === null ? (
            <Button
              variant="default"
              miw="max-content"
              leftSection={<IconTablePlus size={18} />}
              onClick={() => {
                choose().catch(reportFailure);
              }}
            >
              Join a second file
            </Button>
          ) : (
            <Button
              variant="subtle"
              miw="max-content"
              onClick={() => {
                setLost(null);
                onFile(null, withSetting(mapping, 'join', undefined));
              }}
            >
              Do not join it
            </Button>
          )}
        </Group>
        {file !== null && lost !== null && lost.lostColumns.length > 0 && (
          <List size="sm">
            {lost.lostColumns.map(({ field, column }) => (
              <List.Item key={field}>
                This file has no column “{column}”: {fieldTitle(field)} was recognised anew, please check it.
              </List.Item>
            ))}
          </List>
        )}
        {file !== null && join !== undefined && <Joined {...props} file={file} join={join} />}
      </Stack>
    </Paper>
  );
}

/** What is read from the second file, and how its rows meet those of the census. */
function Joined({
  file,
  join,
  fields,
  inspection,
  preview,
  mapping,
  onMapping,
}: SecondFileProps & { readonly file: FileReference; readonly join: JoinedFileReport }): ReactNode {
  const joinMapping = joinOf(mapping);
  const onJoin = (next: CensusMappingDocument): void => {
    // A joined file has no constants: they would be for everybody.
    onMapping(withSetting(mapping, 'join', withSetting(next, 'constants', undefined)));
  };
  const ids = fields.filter(({ name }) => name === 'employeeId');
  const missing = missingFields(ids, join, joinMapping);
  const others = fields.map((field) =>
    field.name === 'employeeId' ? field : { ...field, need: 'optional' as const },
  );
  const columns = join.columns.filter(({ use }) => use !== 'dropped').map(({ name }) => name);
  const hidden = new Set(join.columns.filter(({ use }) => use === 'dropped').map(({ name }) => name));
  const hasPay = join.fields.some(({ field }) => field === 'annualPay');
  return (
    <>
      {preview !== null && preview.sheets.length > 1 && (
        <Select
          label="Sheet of the second file"
          w={260}
          data={[...preview.sheets]}
          value={preview.sheet}
          allowDeselect={false}
          onChange={(sheet) => {
            if (sheet !== null) onJoin({ sheet });
          }}
        />
      )}
      {missing.length > 0 && (
        <MissingFields
          missing={missing}
          columns={columns}
          canNumberRows={false}
          mapping={joinMapping}
          onMapping={onJoin}
        />
      )}
      {hasPay && (
        <PayUnitSelect
          label="Pay of the second file is stated"
          payUnit={join.payUnit}
          onUnit={(unit) => {
            onJoin(withSetting(joinMapping, 'payUnit', unit));
          }}
        />
      )}
      {join.counts !== null && (
        <Stack gap={6}>
          <RowCounts label="Rows of the second file" sum={joinedSum(join.counts)} />
          <RowCounts
            label="People and the second file"
            total="rows of the census"
            sum={personSum(join.counts)}
          />
        </Stack>
      )}
      {join.taken.length > 0 && (
        <TakenTable
          taken={join.taken}
          onWinner={(field, joinedWins) => {
            onJoin(withWinner(joinMapping, field, joinedWins));
          }}
        />
      )}
      {join.counts !== null && (
        <ProblemList
          fileId={file.fileId}
          fileName={censusName(file.name)}
          title={`Problems${PLACE}`}
          report={join}
          hasRejects={inspection.hasJoinRejects}
          mapping={joinMapping}
          onMapping={onJoin}
        />
      )}
      <ColumnTable fields={others} report={join} place={PLACE} mapping={joinMapping} onMapping={onJoin} />
      {preview !== null && (
        <FilePreview preview={preview} title="First rows of the second file" hidden={hidden} />
      )}
    </>
  );
}

/** What each field of the second file gave, and which file wins where both have a value. */
function TakenTable({
  taken,
  onWinner,
}: {
  readonly taken: JoinedFileReport['taken'];
  readonly onWinner: (field: string, joinedWins: boolean) => void;
}): ReactNode {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={6} aria-label="Fields from the second file">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Field</Table.Th>
            <Table.Th scope="col" ta="right">
              Taken from this file
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Files disagree
            </Table.Th>
            <Table.Th scope="col">Where both have a value</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {taken.map(({ field, isInBoth, wins, taken: rows, different }) => (
            <Table.Tr key={field}>
              <Table.Th scope="row" fw={400}>
                {fieldTitle(field)}
              </Table.Th>
              <Table.Td ta="right">{people(rows)}</Table.Td>
              <Table.Td ta="right">{isInBoth ? people(different) : '–'}</Table.Td>
              <Table.Td>
                {isInBoth ? (
                  <Select
                    aria-label={`Which file wins for ${fieldTitle(field)}`}
                    size="xs"
                    w={190}
                    data={[
                      { value: 'census', label: 'The census wins' },
                      { value: 'joined', label: 'The second file wins' },
                    ]}
                    value={wins ? 'joined' : 'census'}
                    allowDeselect={false}
                    onChange={(winner) => {
                      onWinner(field, winner === 'joined');
                    }}
                  />
                ) : (
                  <Text size="sm" c="dimmed">
                    Only this file has it
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
