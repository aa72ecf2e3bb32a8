import { Badge, Paper, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LimitUsed } from '../../../src-shared/compliance.ts';
import { money } from '../../components/format.ts';
import classes from './compliance.module.css';

const NAMES: Readonly<Record<string, string>> = {
  compensation: 'Pay that counts, 401(a)(17)',
  annualAdditions: 'Annual additions, 415(c)',
  keyOfficer: 'Pay of key officers, 416(i)',
  onePercentOwner: 'Pay of 1% owners, 416(i)',
  wageBase: 'Social Security wage base',
  hceCompensation: 'Pay of highly compensated employees, 414(q)',
  electiveDeferral: 'Elective deferrals, 402(g)',
  catchUp: 'Catch-up from age 50, 414(v)',
  superCatchUp: 'Catch-up from age 60 to 63, 414(v)',
  rothCatchUpWages: 'Wages above which catch-up is Roth, 414(v)(7)',
};

const PROVENANCE = { published: 'Published', projected: 'Projected', override: 'Your own value' } as const;

/** Where a limit comes from: what the law fixes for every year is neither published nor projected (P-12). */
const provenanceOf = ({ item, provenance }: LimitUsed): string =>
  item === 'onePercentOwner' && provenance !== 'override' ? 'Fixed by law' : PROVENANCE[provenance];

function sourceOf({ item, provenance, source }: LimitUsed): string {
  if (provenance === 'override') return 'Limits of the scenario';
  return item === 'onePercentOwner' ? 'IRC 416(i)(1)(A)(iii), not indexed' : source;
}

/** Marks a limit that is not published, at the number (P-14). */
function ProvenanceMark({ limit }: { readonly limit: LimitUsed }): ReactNode {
  if (limit.provenance === 'published') return null;
  return (
    <Badge size="sm" variant="outline" color="gray" tt="none" ml={6}>
      {limit.provenance === 'projected' ? 'projected' : 'your own'}
    </Badge>
  );
}

const isOpen = (limit: LimitUsed): boolean => provenanceOf(limit) === PROVENANCE.projected;

/** The amount of a limit with its mark; n/a for a limit that the year does not have. */
export function LimitAmount({
  limits,
  item,
}: {
  readonly limits: readonly LimitUsed[];
  readonly item: string;
}): ReactNode {
  const limit = limits.find((one) => one.item === item);
  if (limit === undefined) return 'n/a';
  return (
    <>
      {money(limit.cents)}
      <ProvenanceMark limit={limit} />
    </>
  );
}

/** Where a limit comes from, in words. */
export function limitSource(limits: readonly LimitUsed[], item: string): string {
  const limit = limits.find((one) => one.item === item);
  if (limit === undefined) return '';
  const { provenance, source, year } = limit;
  return `Limit of ${year}: ${PROVENANCE[provenance].toLowerCase()}${source === '' ? '' : `, ${source}`}`;
}

/** The limits that a year used, each with where it comes from. */
export function Limits({
  year,
  limits,
}: {
  readonly year: number;
  readonly limits: readonly LimitUsed[];
}): ReactNode {
  const open = limits.filter((limit) => isOpen(limit)).length;
  return (
    <Paper withBorder p="md" component="section" aria-label="Limits of the year">
      <Title order={3} size="h5">
        Limits used in {year}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {open === 0
          ? 'None of them is projected.'
          : `${open} of ${limits.length} are projected, because they are not published yet: results may change when they are.`}
      </Text>
      <Table className={classes['people'] ?? ''} verticalSpacing={4} aria-label={`Limits used in ${year}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Limit</Table.Th>
            <Table.Th scope="col">Year</Table.Th>
            <Table.Th scope="col" data-number="true">
              Amount
            </Table.Th>
            <Table.Th scope="col">How it is known</Table.Th>
            <Table.Th scope="col">Source</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {limits.map((limit) => (
            <Table.Tr key={limit.item}>
              <Table.Th scope="row" fw={400}>
                {NAMES[limit.item] ?? limit.item}
              </Table.Th>
              <Table.Td>{limit.year}</Table.Td>
              <Table.Td data-number="true">{money(limit.cents)}</Table.Td>
              <Table.Td fw={isOpen(limit) ? 600 : 400}>{provenanceOf(limit)}</Table.Td>
              <Table.Td>{sourceOf(limit)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
