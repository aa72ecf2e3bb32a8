import { Anchor, CloseButton, Drawer, Group, List, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import type { CheckedRule } from '../../../src-shared/api/validation.ts';
import { people } from '../../components/format.ts';
import { isNumber, isOneOf, peoplePlace } from '../../state/drill.ts';
import { changeView, fragmentOf } from '../../state/navigation.ts';
import { personOf, type CheckCell } from './check-matrix.ts';
import classes from './validation.module.css';

/** What broke a rule in a year, beside the matrix: the rows, in words. */
export function FindingDrawer({
  run,
  rule,
  cell,
}: {
  readonly run: RunSummary;
  readonly rule: CheckedRule;
  readonly cell: CheckCell;
}): ReactNode {
  const close = (): void => {
    changeView({ check: null });
  };
  const left = cell.failed - cell.offenders.length;
  return (
    <Drawer.Root opened onClose={close} position="right" size="md">
      <Drawer.Overlay />
      <Drawer.Content aria-label={`${rule.id} in ${cell.year}`}>
        <Drawer.Body>
          <Group justify="space-between" wrap="nowrap" mb="md" pt="md">
            <Title order={3} size="h4">
              {rule.id} in {cell.year}
            </Title>
            <CloseButton aria-label="Close the findings" onClick={close} />
          </Group>
          <Stack gap="sm">
            <Text>{rule.statement}</Text>
            <Text size="sm" c="dimmed">
              {rule.severity === 'FAIL'
                ? 'A finding stops the run.'
                : 'A finding is worth a look; it does not stop the run.'}{' '}
              {people(cell.failed)} found, {people(cell.checked)} looked at.
            </Text>
            <List spacing={4} size="sm" className={classes['offender'] ?? ''}>
              {cell.offenders.map((offender) => (
                <List.Item key={offender}>
                  <Offender run={run} offender={offender} year={cell.year} />
                </List.Item>
              ))}
            </List>
            {left > 0 && (
              <Text size="sm" c="dimmed">
                and {people(left)} more: a check keeps the first 20 in words.
              </Text>
            )}
          </Stack>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Offender({
  run,
  offender,
  year,
}: {
  readonly run: RunSummary;
  readonly offender: string;
  readonly year: number;
}): ReactNode {
  const employeeId = personOf(offender);
  // The rows of a run that failed are not kept.
  if (employeeId === null || run.status !== 'complete') return offender;
  return (
    <>
      <Anchor
        href={fragmentOf(peoplePlace(run.runId, [isOneOf('employeeId', employeeId), isNumber('year', year)]))}
      >
        {employeeId}
      </Anchor>
      {offender.slice(employeeId.length)}
    </>
  );
}
