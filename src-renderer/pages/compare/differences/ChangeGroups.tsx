import { Anchor, Paper, Table, Title } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import type { ChangeGroup, ChangeGrouping } from '../../../../src-shared/api/differences.ts';
import { moneyDifference, people } from '../../../components/format.ts';
import { fragmentOf } from '../../../state/navigation.ts';
import { groupLabel } from './bridge-words.ts';
import { hereWith } from './bridge-drill.ts';
import { CHANGE_GROUPING_NAMES, signedPercent } from './change-words.ts';
import classes from './differences.module.css';

/** How strongly the whole of a group is coloured: what stands on it stays readable. */
const STRONGEST = 0.4;

/** Winners and losers of each group, with winners less losers as heat; a group leads to its people in the list. */
export function ChangeGroups({
  grouping,
  groups,
}: {
  readonly grouping: ChangeGrouping;
  readonly groups: readonly ChangeGroup[];
}): ReactNode {
  const name = CHANGE_GROUPING_NAMES[grouping];
  return (
    <Paper withBorder p="md" component="section" aria-label={`By ${name.toLowerCase()}`}>
      <Title order={3} size="h5" mb={4}>
        By {name.toLowerCase()}
      </Title>
      <Table
        className={classes['numbers'] ?? ''}
        verticalSpacing={3}
        aria-label={`Winners and losers by ${name.toLowerCase()}`}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{name}</Table.Th>
            <Table.Th scope="col">People</Table.Th>
            <Table.Th scope="col">Win</Table.Th>
            <Table.Th scope="col">Lose</Table.Th>
            <Table.Th scope="col">Average</Table.Th>
            <Table.Th scope="col">Net</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={group.key}>
              <Table.Th scope="row" fw={400}>
                {groupLabel(grouping, group.label)}
              </Table.Th>
              <Table.Td>
                <Anchor
                  href={fragmentOf(hereWith({ group: `${grouping} ${group.key}`, class: null, start: null }))}
                  inherit
                >
                  {people(group.count)}
                </Anchor>
              </Table.Td>
              {(['winner', 'loser'] as const).map((kind) => (
                <Table.Td key={kind}>
                  <Anchor
                    href={fragmentOf(
                      hereWith({ group: `${grouping} ${group.key}`, class: kind, start: null }),
                    )}
                    inherit
                  >
                    {people(kind === 'winner' ? group.winners : group.losers)}
                  </Anchor>
                </Table.Td>
              ))}
              <Table.Td>{group.average === null ? '' : moneyDifference(group.average)}</Table.Td>
              <Table.Td {...heat(group.netPercent)}>
                {group.netPercent === null ? '' : signedPercent(group.netPercent)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function heat(netPercent: number | null): { readonly className: string; readonly style: CSSProperties } {
  const share = (netPercent ?? 0) / 10_000;
  const name = share < 0 ? 'loss' : 'gain';
  // A custom property, which the type of styles does not know.
  const style: CSSProperties & Record<'--net', string> = { '--net': String(Math.abs(share) * STRONGEST) };
  return { className: classes[name] ?? '', style };
}
