import { Button, List, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconFileSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type {
  CensusInspection,
  CensusMappingDocument,
  SavedMapping,
} from '../../../src-shared/api/censuses.ts';
import { reportFailure } from '../../components/notify.ts';
import { connectedHost } from '../../state/session.ts';
import classes from './census.module.css';
import { fieldTitle, mappingDifferences } from './wizard-mapping.ts';

/** A mapping that was read from a file, and how the census was read without it. */
export interface TakenMapping {
  readonly fileName: string;
  readonly saved: SavedMapping;
  readonly mappingBefore: CensusMappingDocument;
  readonly inspectionBefore: CensusInspection | null;
}

/** Reads the census with the mapping that was saved for an earlier one. */
export function SavedMappingButton({
  censusFileId,
  onTaken,
}: {
  readonly censusFileId: string;
  readonly onTaken: (fileName: string, saved: SavedMapping) => void;
}): ReactNode {
  const choose = async (): Promise<void> => {
    const { api, bridge } = connectedHost();
    const file = await bridge.chooseFile('mapping');
    if (file === null) return;
    onTaken(file.name, await api.censuses.savedMapping({ fileId: file.fileId, censusFileId }));
  };
  return (
    <Button
      variant="default"
      leftSection={<IconFileSearch size={18} />}
      onClick={() => {
        choose().catch(reportFailure);
      }}
    >
      Use last year’s mapping
    </Button>
  );
}

/** What a saved mapping changed about the reading of the file, and what of it does not suit the file. */
export function TakenMappingNote({
  taken,
  inspection,
  onBack,
}: {
  readonly taken: TakenMapping;
  readonly inspection: CensusInspection | null;
  readonly onBack: () => void;
}): ReactNode {
  const {
    fileName,
    saved: { lostColumns, lostSheet, earlierDate },
    inspectionBefore,
  } = taken;
  const isLacking = lostColumns.length > 0 || lostSheet !== null;
  // Until the file is read again the differences are not known.
  const differences =
    inspection === null || inspection === inspectionBefore
      ? null
      : mappingDifferences(inspectionBefore?.mapping ?? {}, inspection.mapping);
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-labelledby="taken-mapping"
      className={isLacking ? (classes['decide'] ?? '') : ''}
    >
      <Stack gap="xs">
        <Title order={3} size="h5" id="taken-mapping">
          The file is read with {fileName}
        </Title>
        {(isLacking || earlierDate !== null) && (
          <List size="sm">
            {lostColumns.map(({ field, column }) => (
              <List.Item key={field}>
                This file has no column “{column}”: {fieldTitle(field)} was recognised anew, please check it.
              </List.Item>
            ))}
            {lostSheet !== null && <List.Item>This file has no sheet “{lostSheet}”.</List.Item>}
            {earlierDate !== null && (
              <List.Item>
                That file described {earlierDate}; the date of this one is not taken from it.
              </List.Item>
            )}
          </List>
        )}
        {differences !== null && differences.length === 0 && (
          <Text size="sm">Columns and formats are the same as recognised without it.</Text>
        )}
        {differences !== null && differences.length > 0 && (
          <Table aria-label="What the mapping changes" verticalSpacing={2} fz="sm" w="auto">
            <Table.Thead>
              <Table.Tr>
                {['What', 'Recognised before', 'Read now'].map((column) => (
                  <Table.Th key={column} scope="col">
                    {column}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differences.map(({ title, before, after }) => (
                <Table.Tr key={title}>
                  <Table.Th scope="row" fw={400}>
                    {title}
                  </Table.Th>
                  <Table.Td>{before ?? 'nothing'}</Table.Td>
                  <Table.Td fw={600}>{after ?? 'nothing'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <Button size="xs" variant="default" onClick={onBack} style={{ alignSelf: 'flex-start' }}>
          Read it without this mapping
        </Button>
      </Stack>
    </Paper>
  );
}
