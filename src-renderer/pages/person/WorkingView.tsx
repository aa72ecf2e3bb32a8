import { Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Working } from '../../../src-shared/person/workings.ts';
import { exactMoney, plainNumber } from '../../components/format.ts';
import { dateText, exactRate } from './event-words.ts';
import classes from './person.module.css';

/** An amount that is no whole number of cents yet, as far as it is shown. */
const part = (cents: number): string => plainNumber(Math.round(cents * 100) / 10_000);

/** How an amount comes about, step by step. Every working ends in the stored amount. */
export function WorkingView({ working }: { readonly working: Working }): ReactNode {
  switch (working.kind) {
    case 'share':
      return (
        <Sum
          lines={[
            `${exactMoney(working.of)} × ${exactRate(working.rate)}`,
            `= ${exactMoney(working.result)}, rounded to the cent`,
          ]}
        />
      );
    case 'promotion':
      return (
        <Sum
          lines={[
            `${exactMoney(working.pay)} + ${exactRate(working.increase)} = ${exactMoney(working.increased)}`,
            ...(working.result > working.increased
              ? [
                  `raised to the minimum of the new level, as far as the largest increase allows: ${exactMoney(working.result)}`,
                ]
              : []),
            ...(working.result < working.increased
              ? [`held at the largest increase: ${exactMoney(working.result)}`]
              : []),
          ]}
        />
      );
    case 'forfeiture':
      return (
        <Sum
          lines={[
            `${exactMoney(working.balance)} × ${exactRate(working.percent)} vested = ${exactMoney(working.vested)}`,
            `${exactMoney(working.balance)} − ${exactMoney(working.vested)} = ${exactMoney(working.result)}`,
          ]}
        />
      );
    case 'vesting':
      return (
        <Sum
          lines={[
            `Schedule by credited years: ${working.schedule.map((share, years) => `${years}: ${exactRate(share)}`).join(', ')}`,
            `At ${working.creditedYears} credited: ${exactRate(working.schedule[Math.min(working.creditedYears, working.schedule.length - 1)] ?? 0)}`,
          ]}
        />
      );
    case 'match':
      return <MatchWorking working={working} />;
    case 'deferral':
      return <DeferralWorking working={working} />;
  }
}

function Sum({ lines }: { readonly lines: readonly string[] }): ReactNode {
  return (
    <Stack gap={2}>
      {lines.map((line) => (
        <Text key={line} size="sm" className={classes['figure'] ?? ''}>
          {line}
        </Text>
      ))}
    </Stack>
  );
}

function MatchWorking({ working }: { readonly working: Working & { kind: 'match' } }): ReactNode {
  const { pay, deferral, tiers, cap, dollarCap, result } = working;
  return (
    <Stack gap={4}>
      <Text size="sm" className={classes['figure'] ?? ''}>
        Deferred {exactMoney(deferral)} on plan pay of {exactMoney(pay)}
      </Text>
      <Table
        verticalSpacing={2}
        horizontalSpacing={4}
        className={classes['state'] ?? ''}
        aria-label="Match by tier"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Part of pay</Table.Th>
            <Table.Th scope="col">Deferred</Table.Th>
            <Table.Th scope="col">Rate</Table.Th>
            <Table.Th scope="col">Match</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tiers.map((tier) => (
            <Table.Tr key={tier.min}>
              <Table.Th scope="row">
                {exactRate(tier.min)} to {exactRate(tier.max)}
              </Table.Th>
              <Table.Td>{part(tier.deferral)}</Table.Td>
              <Table.Td>{exactRate(tier.rate)}</Table.Td>
              <Table.Td>{part((tier.deferral * tier.rate) / 1_000_000)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" className={classes['figure'] ?? ''}>
        {cap === null ? '' : `At most ${exactRate(cap)} of plan pay. `}
        {dollarCap === null ? '' : `At most ${exactMoney(dollarCap)}. `}
        Together {exactMoney(result)}, rounded to the cent.
      </Text>
    </Stack>
  );
}

function DeferralWorking({ working }: { readonly working: Working & { kind: 'deferral' } }): ReactNode {
  const { segments, days, result } = working;
  return (
    <Stack gap={4}>
      <Table
        verticalSpacing={2}
        horizontalSpacing={4}
        className={classes['state'] ?? ''}
        aria-label="Deferral by days"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">From</Table.Th>
            <Table.Th scope="col">Days</Table.Th>
            <Table.Th scope="col">Annual pay</Table.Th>
            <Table.Th scope="col">Rate</Table.Th>
            <Table.Th scope="col">Deferral</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {segments.map(({ from, to, annualPay, rate }) => (
            <Table.Tr key={from}>
              <Table.Th scope="row">{dateText(from)}</Table.Th>
              <Table.Td>{to - from + 1}</Table.Td>
              <Table.Td>{exactMoney(annualPay)}</Table.Td>
              <Table.Td>{exactRate(rate)}</Table.Td>
              <Table.Td>{part((annualPay * (rate / 1_000_000) * (to - from + 1)) / days)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" className={classes['figure'] ?? ''}>
        Pay × rate × days ÷ {days}, together {exactMoney(result)}: all deferrals of the year, rounded once.
        They are then split into base and catch-up, pre-tax and Roth.
      </Text>
    </Stack>
  );
}
