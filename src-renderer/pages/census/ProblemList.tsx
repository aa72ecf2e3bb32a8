import { Badge, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconCheck, IconDownload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { CensusFileReport } from '../../../src-shared/api/census-report.ts';
import type { CensusMappingDocument } from '../../../src-shared/api/censuses.ts';
import { people } from '../../components/format.ts';
import { connectedHost } from '../../state/session.ts';
import { saveFile } from '../results/save-file.ts';
import { safeRepair } from './wizard-mapping.ts';

type JudgedReport = Pick<CensusFileReport, 'reasons' | 'problems'>;
type Reason = CensusFileReport['reasons'][number];

const KINDS: Readonly<Record<Reason['kind'], { readonly word: string; readonly colour: string }>> = {
  quarantine: { word: 'Left out', colour: 'orange' },
  drop: { word: 'Duplicate', colour: 'gray' },
  warn: { word: 'Note', colour: 'blue' },
};

/** What is wrong with rows, by rule: how many, which, what would be right, and what repairs all of them. */
export function ProblemList({
  fileId,
  fileName,
  title,
  report,
  hasRejects,
  mapping,
  onMapping,
}: {
  readonly fileId: string;
  readonly fileName: string;
  readonly title: string;
  readonly report: JudgedReport;
  readonly hasRejects: boolean;
  readonly mapping: CensusMappingDocument;
  readonly onMapping: (mapping: CensusMappingDocument) => void;
}): ReactNode {
  const { reasons } = report;
  if (reasons.length === 0)
    return (
      <Paper withBorder p="md" component="section" aria-label={title}>
        <Group gap="xs">
          <IconCheck size={18} aria-hidden="true" />
          <Text>Every row can be used as it is.</Text>
        </Group>
      </Paper>
    );
  const saveRejects = (): void => {
    void saveFile('table', `${fileName} rejected rows.csv`, (target) =>
      connectedHost().api.exports.rejects({ fileId, target }),
    );
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h5">
          {title.replace('Problems', 'Problems and notes')}
        </Title>
        {hasRejects && (
          <Button size="xs" variant="default" leftSection={<IconDownload size={16} />} onClick={saveRejects}>
            Save the rejected rows
          </Button>
        )}
      </Group>
      <Stack gap={0}>
        {reasons.map((reason) => (
          <ReasonEntry
            key={reason.code}
            reason={reason}
            report={report}
            mapping={mapping}
            onMapping={onMapping}
          />
        ))}
      </Stack>
    </Paper>
  );
}

function ReasonEntry({
  reason,
  report,
  mapping,
  onMapping,
}: {
  readonly reason: Reason;
  readonly report: JudgedReport;
  readonly mapping: CensusMappingDocument;
  readonly onMapping: (mapping: CensusMappingDocument) => void;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { code, kind, rows, meaning, repair } = reason;
  const safe = safeRepair(code, mapping);
  const problems = report.problems.filter((problem) => problem.code === code);
  return (
    <div>
      <Group wrap="nowrap" gap="sm" py={8} align="flex-start">
        <Badge color={safe?.isDone === true ? 'teal' : KINDS[kind].colour} variant="dot" tt="none" miw={104}>
          {safe?.isDone === true ? 'Repaired' : KINDS[kind].word}
        </Badge>
        <div style={{ flex: 1 }}>
          <Text size="sm">
            {meaning}: {rows === 1 ? 'one row' : `${people(rows)} rows`}
          </Text>
          <Text size="xs" c="dimmed">
            {safe === null
              ? repair
              : safe.isDone
                ? `Done: ${safe.label.toLowerCase()}`
                : 'All of them can be repaired at once.'}
          </Text>
        </div>
        {safe !== null && (
          <Button
            size="xs"
            disabled={safe.isDone}
            onClick={() => {
              onMapping(safe.apply(mapping));
            }}
          >
            {safe.isDone ? 'Done' : safe.label}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Hide' : 'Show'} rows: ${meaning}`}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {isOpen ? 'Hide rows' : 'Show rows'}
        </Button>
      </Group>
      {isOpen && (
        <Table.ScrollContainer minWidth={640} mb="sm">
          <Table verticalSpacing={2} fz="xs" aria-label={meaning}>
            <Table.Thead>
              <Table.Tr>
                {['Row', 'Employee', 'Column', 'Value', 'Against', 'What would be right'].map((title) => (
                  <Table.Th key={title} scope="col">
                    {title}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {problems.slice(0, 50).map((problem) => (
                <Table.Tr key={`${problem.row} ${problem.field ?? ''}`}>
                  <Table.Td>{problem.row}</Table.Td>
                  <Table.Td>{problem.employeeId}</Table.Td>
                  <Table.Td>{problem.column ?? ''}</Table.Td>
                  <Table.Td>{problem.text === '' ? '(blank)' : problem.text}</Table.Td>
                  <Table.Td>{problem.against ?? ''}</Table.Td>
                  <Table.Td>{problem.repair}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {rows > Math.min(problems.length, 50) && (
            <Text size="xs" p={4}>
              {people(rows - Math.min(problems.length, 50))} more rows are in the rejected rows or read alike.
            </Text>
          )}
        </Table.ScrollContainer>
      )}
    </div>
  );
}
