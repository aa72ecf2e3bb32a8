import { Anchor, Group, Paper, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { changeView, fragmentOf, placeTo, useView } from '../../state/navigation.ts';
import { WideTable } from '../../components/WideTable.tsx';
import classes from './compare.module.css';
import type { Compared } from './compared.ts';
import { RunDot } from './MetricTable.tsx';
import { settingDifferences, type DifferingSection } from './setting-differences.ts';

/** The settings in which the scenarios of the runs differ: from the base, or from the default scenario. */
export function SettingsTab({
  runs,
  defaults,
}: {
  readonly runs: readonly Compared[];
  readonly defaults: Scenario;
}): ReactNode {
  const isDefault = useView('from') === 'default';
  const [base, ...alternatives] = runs;
  if (base === undefined) return null;
  const columns = isDefault ? runs : alternatives;
  const sections = settingDifferences(
    isDefault ? defaults : base.scenario,
    columns.map(({ scenario }) => scenario),
  );
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          Settings as the runs used them. A value that differs stands in bold.
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="What settings are compared with"
          value={isDefault ? 'default' : 'base'}
          data={[
            { value: 'base', label: 'From the base' },
            { value: 'default', label: 'From the default scenario' },
          ]}
          onChange={(value) => {
            changeView({ from: value === 'default' ? value : null });
          }}
        />
      </Group>
      {sections.length === 0 && (
        <Text>
          {isDefault
            ? 'All runs use the default scenario.'
            : 'The scenarios are the same: every difference comes from elsewhere.'}
        </Text>
      )}
      {sections.map((section) => (
        <SectionTable
          key={section.section.sectionId}
          section={section}
          reference={isDefault ? null : base}
          columns={columns}
        />
      ))}
    </Stack>
  );
}

function SectionTable({
  section: { section, settings },
  reference,
  columns,
}: {
  readonly section: DifferingSection;
  /** Null for the default scenario. */
  readonly reference: Compared | null;
  readonly columns: readonly Compared[];
}): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-label={section.title}>
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h5">
          {section.title}
        </Title>
        <Anchor href={fragmentOf(placeTo('scenario', [section.sectionId]))} size="xs">
          Open the section of the scenario
        </Anchor>
      </Group>
      <WideTable>
        <Table
          className={classes['settings'] ?? ''}
          layout="fixed"
          verticalSpacing={4}
          miw={(columns.length + 2) * (columns.length > 4 ? 104 : 150)}
          aria-label={`Settings that differ: ${section.title}`}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Setting</Table.Th>
              <Table.Th scope="col">{reference === null ? 'Default' : <RunName run={reference} />}</Table.Th>
              {columns.map((run) => (
                <Table.Th key={run.runId} scope="col">
                  <RunName run={run} />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {settings.map(({ path, label, values: [from, ...values], isChanged }) => (
              <Table.Tr key={path}>
                <Table.Th scope="row" fw={400} title={path}>
                  {label}
                </Table.Th>
                <Table.Td>{from ?? <Absent />}</Table.Td>
                {columns.map(({ runId }, index) => (
                  <Table.Td key={runId} fw={isChanged[index] === true ? 600 : 400}>
                    {isChanged[index] === true ? (
                      (values[index] ?? <Absent />)
                    ) : (
                      <span className={classes['same'] ?? ''}>the same</span>
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Paper>
  );
}

function RunName({ run }: { readonly run: Compared }): ReactNode {
  return (
    <span className={classes['name'] ?? ''}>
      <RunDot index={run.index} />
      {run.label}
    </span>
  );
}

function Absent(): ReactNode {
  return <span title="The scenario has no such setting.">not there</span>;
}
