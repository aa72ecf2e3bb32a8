import { Badge, Button, Paper, Select, Table, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { CensusFileReport } from '../../../src-shared/api/census-report.ts';
import type { CensusFieldEntry, CensusMappingDocument } from '../../../src-shared/api/censuses.ts';
import { people } from '../../components/format.ts';
import { fieldTitle, withColumn, withEntry } from './wizard-mapping.ts';

type ReadField = CensusFileReport['fields'][number];

const NOT_READ = '(not read)';
/** Formats that are easier to see than to name. */
const FORMAT_LABELS: Readonly<Record<string, string>> = {
  '.': '1,234.56',
  ',': '1.234,56',
  percent: 'Percent, 3.5',
  fraction: 'Fraction, 0.035',
  'yes-no': 'Yes or no',
  serial: 'Days since 1900',
  'serial-1904': 'Days since 1904',
};

interface ColumnProps {
  readonly fields: readonly CensusFieldEntry[];
  readonly report: Pick<CensusFileReport, 'fields' | 'columns'>;
  /** What tells the columns of a second file from those of the first; empty for the first. */
  readonly place: string;
  readonly mapping: CensusMappingDocument;
  readonly onMapping: (mapping: CensusMappingDocument) => void;
}

/** How sure the format of a column is. */
function Confidence({ read }: { readonly read: ReadField }): ReactNode {
  if (!read.isConfirmed)
    return (
      <Badge color="orange" variant="dot" tt="none" miw="max-content">
        Please confirm
      </Badge>
    );
  const word = { plain: 'Plain text', mapping: 'Set here', inferred: 'Recognised' }[read.basis];
  return (
    <Badge color={read.confidence === 'high' ? 'teal' : 'yellow'} variant="dot" tt="none" miw="max-content">
      {word}
    </Badge>
  );
}

function sampleText(read: ReadField): string {
  const [sample] = read.samples;
  if (sample === undefined) return '';
  if (sample.value === null) return `"${sample.text}" cannot be read`;
  return sample.value === sample.text ? `"${sample.text}"` : `"${sample.text}" is ${sample.value}`;
}

/** Which column each field is read from, in which format, how sure that is, and what it makes of a cell. */
export function ColumnTable({ fields, report, place, mapping, onMapping }: ColumnProps): ReactNode {
  const [isAll, setAll] = useState(false);
  const readBy = new Map(report.fields.map((read) => [read.field, read]));
  const isShown = ({ name, need }: CensusFieldEntry): boolean => need === 'required' || readBy.has(name);
  const hidden = fields.filter((field) => !isShown(field)).length;
  const shown = fields.filter((field) => isAll || isShown(field));
  return (
    <Paper withBorder p="md" component="section" aria-label={`Columns and formats${place}`}>
      <Title order={3} size="h5" mb="xs">
        Columns and formats{place}
      </Title>
      <Table.ScrollContainer minWidth={860}>
        <Table verticalSpacing={6} aria-label={`Columns of the file by field${place}`}>
          <Table.Thead>
            <Table.Tr>
              {['Field', 'Column of the file', 'Format', 'Sure?', 'For example', 'Filled'].map((title) => (
                <Table.Th key={title} scope="col">
                  {title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((field) => (
              <FieldRow
                key={field.name}
                field={field}
                read={readBy.get(field.name) ?? null}
                report={report}
                place={place}
                mapping={mapping}
                onMapping={onMapping}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {hidden > 0 && (
        <Button
          variant="subtle"
          size="xs"
          mt="xs"
          aria-expanded={isAll}
          onClick={() => {
            setAll(!isAll);
          }}
        >
          {isAll ? 'Show only the fields that are read' : `Show ${hidden} more fields`}
        </Button>
      )}
    </Paper>
  );
}

function FieldRow({
  field,
  read,
  report,
  place,
  mapping,
  onMapping,
}: Omit<ColumnProps, 'fields'> & {
  readonly field: CensusFieldEntry;
  readonly read: ReadField | null;
}): ReactNode {
  const { name, formats, meaning, need } = field;
  const title = fieldTitle(name);
  const columns = report.columns.filter(({ use }) => use !== 'dropped').map((column) => column.name);
  const format = typeof read?.format === 'string' ? read.format : null;
  return (
    <Table.Tr>
      <Table.Td maw={220}>
        <Text size="sm" fw={need === 'required' ? 600 : 400}>
          {title}
          {need === 'required' ? ' (required)' : ''}
        </Text>
        <Text size="xs" c="dimmed">
          {meaning}
        </Text>
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`Column of ${title}${place}`}
          size="xs"
          w={190}
          searchable
          data={[NOT_READ, ...columns]}
          value={read?.column ?? NOT_READ}
          allowDeselect={false}
          onChange={(column) => {
            if (column !== null) onMapping(withColumn(mapping, name, column === NOT_READ ? null : column));
          }}
        />
      </Table.Td>
      <Table.Td>
        {read !== null && formats.length > 0 && (
          <Select
            aria-label={`Format of ${title}${place}`}
            size="xs"
            w={130}
            data={formats.map((value) => ({ value, label: FORMAT_LABELS[value] ?? value }))}
            value={format}
            placeholder="Undecided"
            allowDeselect={false}
            onChange={(chosen) => {
              if (chosen !== null) onMapping(withEntry(mapping, 'formats', name, chosen));
            }}
          />
        )}
      </Table.Td>
      <Table.Td>{read !== null && <Confidence read={read} />}</Table.Td>
      <Table.Td maw={240}>
        {read !== null && (
          <>
            <Text size="xs" lineClamp={2}>
              {sampleText(read)}
            </Text>
            {read.remark !== '' && (
              <Text size="xs" c="dimmed" lineClamp={2}>
                {read.remark}
              </Text>
            )}
          </>
        )}
      </Table.Td>
      <Table.Td>
        {read !== null && (
          <Text size="xs">
            {people(read.filled)}
            {read.blank > 0 ? `, ${people(read.blank)} blank` : ''}
            {read.unusable > 0 ? `, ${people(read.unusable)} unreadable` : ''}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
