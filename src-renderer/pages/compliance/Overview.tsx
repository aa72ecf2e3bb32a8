import { Anchor, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ComplianceOfYear } from '../../../src-shared/api/compliance.ts';
import { TEST_NAMES } from '../../../src-shared/compliance-words.ts';
import { workingOf } from '../../../src-shared/compliance-rows.ts';
import { people } from '../../components/format.ts';
import { fragmentOf } from '../../state/navigation.ts';
import classes from './compliance.module.css';
import { Findings } from './Findings.tsx';
import { Limits } from './limits.tsx';
import { NotModelledNote } from './NotModelledNote.tsx';
import { compliancePlace } from './places.ts';
import { Result, ToneIcon } from './tone.tsx';
import { headlineOf, verdictsOf } from './verdicts.ts';

/** A year at a glance: would we pass, by which figures, and what must be done to whom. */
export function Overview({
  runId,
  year,
}: {
  readonly runId: string;
  readonly year: ComplianceOfYear;
}): ReactNode {
  const verdicts = verdictsOf(year);
  const { tone, title } = headlineOf(year.year, verdicts);
  const actions = verdicts.filter(({ action, test }) => action !== '' && test !== 'design');
  const findings = verdicts.find(({ test }) => test === 'design');
  const design = workingOf(year.tests, 'design');
  const assumed = design?.flags.assumedLookBack ?? 0;
  const missing = design?.flags.balancesMissing ?? 0;
  return (
    <Stack gap="md">
      <Paper
        withBorder
        p="md"
        className={classes['headline'] ?? ''}
        data-tone={tone}
        component="section"
        aria-label="Answer"
      >
        <Title order={3} size="h3">
          <Group gap="xs" wrap="nowrap">
            <ToneIcon tone={tone} size={24} />
            {title}
          </Group>
        </Title>
        {actions.length === 0 ? (
          <Text size="sm">Nothing has to be corrected.</Text>
        ) : (
          <ul className={classes['actions'] ?? ''}>
            {actions.map(({ test, action }) => (
              <li key={test}>
                <Text span size="sm">
                  <b>{TEST_NAMES[test]}:</b> {action}
                </Text>
              </li>
            ))}
          </ul>
        )}
        {findings !== undefined && findings.tone === 'act' && (
          <Text size="sm" mt={6}>
            <b>{TEST_NAMES.design}:</b> {[findings.result, findings.figures].filter(Boolean).join('. ')}.
          </Text>
        )}
      </Paper>
      <Paper withBorder p="md" component="section" aria-label="Tests of the year">
        <Table verticalSpacing={8} layout="fixed" aria-label={`Tests of ${year.year}`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" w="18%">
                Test
              </Table.Th>
              <Table.Th scope="col" w="23%">
                Result
              </Table.Th>
              <Table.Th scope="col" w="29%">
                What decides
              </Table.Th>
              <Table.Th scope="col">What must be done</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {verdicts.map((verdict) => (
              <Table.Tr key={verdict.test}>
                <Table.Th scope="row" fw={500}>
                  <Anchor href={fragmentOf(compliancePlace(runId, year.year, verdict.test))} inherit>
                    {TEST_NAMES[verdict.test]}
                  </Anchor>
                </Table.Th>
                <Table.Td>
                  <Result tone={verdict.tone}>{verdict.result}</Result>
                </Table.Td>
                <Table.Td className={classes['figures'] ?? ''}>{verdict.figures}</Table.Td>
                <Table.Td className={classes['figures'] ?? ''}>
                  {verdict.action === '' ? '–' : verdict.action}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {assumed + missing > 0 && (
          <Text size="xs" c="dimmed" mt="xs">
            {assumed === 0 ? '' : `Pay of the year before was assumed for ${people(assumed)} people. `}
            {missing === 0
              ? ''
              : `Opening balances are missing for ${people(missing)} people and count as 0.`}
          </Text>
        )}
      </Paper>
      {design !== null && <Findings designId={year.designId} findings={design.findings} />}
      <Limits year={year.year} limits={year.limits} />
      <NotModelledNote />
    </Stack>
  );
}
