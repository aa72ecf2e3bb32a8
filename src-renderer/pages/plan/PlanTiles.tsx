import { Anchor, Paper, SimpleGrid, Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanYearFigures, PlanYears } from '../../../src-shared/api/plan-results.ts';
import {
  people,
  percent,
  pointsDifference,
  shortMoney,
  shortMoneyDifference,
} from '../../components/format.ts';
import { fragmentOf, placeTo, type Place } from '../../state/navigation.ts';
import classes from './plan.module.css';
import { IS_ELIGIBLE, TAKES_PART, isAbove, isFrom, planPeople, type PlanScope } from './plan-drills.ts';
import { ceilingGapWords, costOf, participationOf, ppm } from './plan-figures.ts';
import type { PlanView } from './plan-view.ts';

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** Why there is no value. */
  readonly reason?: string;
  readonly place?: Place;
}

function tilesOf(scope: PlanScope, view: PlanView, plan: PlanYears): readonly Tile[] {
  const figures = plan.years.find(({ year }) => year === scope.year);
  const [first] = plan.years;
  const design = plan.designs.find(({ year }) => year === scope.year)?.plan;
  if (figures === undefined || first === undefined || design === null || design === undefined) return [];
  const since = first.year === figures.year ? null : first;
  const ceiling = design.ceilingPpm;
  return [
    participationTile(scope, view, figures, since),
    {
      label: 'Average deferral rate',
      value: figures.averageRatePpm === null ? 'n/a' : percent(ppm(figures.averageRatePpm)),
      ...(figures.averageRatePpm === null ? { reason: 'Nobody takes part.' } : {}),
      note: figures.effectiveRatePpm === null ? '' : `${percent(ppm(figures.effectiveRatePpm))} effective`,
      place: planPeople(scope, ...TAKES_PART),
    },
    typeof figures.atCeiling === 'number'
      ? {
          label: 'At the match ceiling',
          value: figures.participants === 0 ? 'n/a' : percent(figures.atCeiling / figures.participants),
          note: `${people(figures.atCeiling)} of ${people(figures.participants)} participants`,
          ...(ceiling === null
            ? {}
            : { place: planPeople(scope, ...TAKES_PART, isFrom('deferralRate', ceiling)) }),
        }
      : {
          label: 'At the match ceiling',
          value: 'n/a',
          note: '',
          reason: ceilingGapWords(figures.atCeiling.unknown),
        },
    {
      label: 'Match left on the table',
      value: shortMoney(figures.leftCents),
      note: `${shortMoney(figures.matchCents + figures.trueUpCents)} paid`,
      place: planPeople(scope, isFrom('matchLeft', 100)),
    },
    {
      label: 'Match and core',
      value: shortMoney(costOf(figures)),
      note: figures.employerCostPpm === null ? '' : `${percent(ppm(figures.employerCostPpm))} of pay`,
      place: planPeople(scope, isAbove('earnedPay', 0)),
    },
    scope.cohort === 'all'
      ? {
          place: placeTo('plan', [scope.runId], { year: String(scope.year), part: 'cost' }),
          label: `Net cash cost${design.isPartial ? ' (partial)' : ''}`,
          value: shortMoney(design.netCashCents),
          note:
            design.appliedCents === 0
              ? 'no forfeitures used'
              : `${shortMoneyDifference(-design.appliedCents)} forfeitures used`,
          ...(design.isPartial
            ? {
                reason:
                  'Opening balances are missing: forfeitures of money contributed before the first year are not counted.',
              }
            : {}),
        }
      : {
          label: 'Net cash cost',
          value: 'n/a',
          note: 'of the plan as a whole',
          reason: 'Forfeitures and plan expenses belong to the plan as a whole, not to some of its people.',
        },
  ];
}

function participationTile(
  scope: PlanScope,
  { of }: PlanView,
  figures: PlanYearFigures,
  since: PlanYearFigures | null,
): Tile {
  const now = participationOf(figures, of);
  const then = since === null ? null : participationOf(since, of);
  const whole =
    of === 'eligible' ? `${people(figures.eligible)} eligible` : `${people(figures.active)} employed`;
  return {
    label: 'Participation',
    value: now === null ? 'n/a' : percent(now),
    ...(now === null ? { reason: 'Nobody could take part.' } : {}),
    note: `${people(figures.participants)} of ${whole}${
      now === null || then === null || since === null
        ? ''
        : `, ${pointsDifference(now - then)} from ${since.year}`
    }`,
    place: planPeople(scope, ...(of === 'eligible' ? IS_ELIGIBLE : [])),
  };
}

/** The answer at a glance: six figures of the chosen year. */
export function PlanTiles({
  scope,
  view,
  plan,
}: {
  readonly scope: PlanScope;
  readonly view: PlanView;
  readonly plan: PlanYears;
}): ReactNode {
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} component="ul" className={classes['tiles'] ?? ''}>
      {tilesOf(scope, view, plan).map((tile) => (
        <Paper key={tile.label} component="li" withBorder p="sm">
          <Text size="xs" c="dimmed">
            {tile.label}
          </Text>
          <Text className={classes['value'] ?? ''}>
            <TileValue {...tile} />
          </Text>
          <Text size="xs" className={classes['note'] ?? ''}>
            {tile.note}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}

function TileValue({ value, reason, place }: Tile): ReactNode {
  if (reason !== undefined && place !== undefined)
    return (
      <Tooltip label={reason} multiline maw={320}>
        <Anchor href={fragmentOf(place)} inherit c="inherit" className={classes['explained'] ?? ''}>
          {value}
        </Anchor>
      </Tooltip>
    );
  if (reason !== undefined)
    return (
      <Tooltip label={reason} multiline maw={320}>
        <span
          tabIndex={0}
          className={classes['explained'] ?? ''}
          aria-label={`${value}: ${reason}`}
          role="note"
        >
          {value}
        </span>
      </Tooltip>
    );
  if (place === undefined) return value;
  return (
    <Anchor href={fragmentOf(place)} inherit c="inherit">
      {value}
    </Anchor>
  );
}
