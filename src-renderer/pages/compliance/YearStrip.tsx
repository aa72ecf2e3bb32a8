import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TestedYear } from '../../../src-shared/api/compliance.ts';
import type { PlanTest } from '../../../src-shared/compliance.ts';
import { fragmentOf } from '../../state/navigation.ts';
import classes from './compliance.module.css';
import { compliancePlace } from './places.ts';
import { ToneIcon } from './tone.tsx';
import { yearInWords } from './verdicts.ts';

/** The years of a run: which would pass, and which is shown. */
export function YearStrip({
  runId,
  years,
  shown,
  test,
}: {
  readonly runId: string;
  readonly years: readonly TestedYear[];
  readonly shown: number;
  readonly test: PlanTest | null;
}): ReactNode {
  return (
    <nav aria-label="Years">
      <ul className={classes['years'] ?? ''}>
        {years.map((year) => {
          const { tone, title } = yearInWords(year);
          return (
            <li key={year.year}>
              <a
                className={classes['year'] ?? ''}
                href={fragmentOf(compliancePlace(runId, year.year, test))}
                aria-current={year.year === shown ? 'true' : undefined}
              >
                <Text span fw={600} display="block">
                  {year.year}
                </Text>
                <Group gap={4} wrap="nowrap" component="span">
                  <ToneIcon tone={tone} size={16} />
                  <Text span size="xs">
                    {title}
                  </Text>
                </Group>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
