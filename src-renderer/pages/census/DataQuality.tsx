import { Group, List, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CensusDetail } from '../../../src-shared/api/censuses.ts';
import { NumberTable } from '../../charts/NumberTable.tsx';
import { people } from '../../components/format.ts';
import { fieldTitle } from './wizard-mapping.ts';

/** What the import found, in short: can the file be trusted? */
export function DataQuality({ detail }: { readonly detail: CensusDetail }): ReactNode {
  const { counts, notices, reasons, fields, join } = detail.report;
  const joined = join?.counts ?? null;
  const thin = fields.filter(({ blank, filled }) => blank > 0 && filled > 0).slice(0, 8);
  return (
    <Paper withBorder p="md" component="section" aria-label="Data quality">
      <Title order={3} size="h5" mb="xs">
        Can the file be trusted?
      </Title>
      <Group align="flex-start" gap="xl" grow>
        <List size="sm" spacing={2}>
          {counts !== null && (
            <List.Item>
              {people(counts.accepted)} of {people(counts.read)} rows accepted, {people(counts.quarantined)}{' '}
              left out
            </List.Item>
          )}
          {join !== undefined && joined !== null && (
            <List.Item>
              {people(joined.withRow)} of {people(joined.withRow + joined.withoutRow)} rows joined with{' '}
              {join.file.path.split(/[\\/]/).at(-1)}, which has {people(joined.withoutPerson)} rows without a
              person
            </List.Item>
          )}
          {reasons.slice(0, 5).map(({ code, meaning, rows }) => (
            <List.Item key={code}>
              {meaning}: {people(rows)}
            </List.Item>
          ))}
          {notices.slice(0, 5).map(({ code, detail: text }) => (
            <List.Item key={`${code} ${text}`}>{text}</List.Item>
          ))}
        </List>
        {thin.length > 0 && (
          <NumberTable
            caption="Fields with blanks"
            table={{
              columns: ['Field with blanks', 'Filled', 'Blank'],
              rows: thin.map(({ field, filled, blank }) => [
                fieldTitle(field),
                people(filled),
                people(blank),
              ]),
            }}
          />
        )}
      </Group>
    </Paper>
  );
}
