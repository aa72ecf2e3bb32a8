import { Alert, Badge, Button, Group, Stack, Text, Title, useComputedColorScheme } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Placeholder } from '../../components/Placeholder.tsx';
import { perform } from '../../actions/perform.ts';
import { chartColours } from '../../charts/colours.ts';
import { people } from '../../components/format.ts';
import { describeFailure } from '../../components/notify.ts';
import { currentDocument, useDocuments } from '../../state/documents.ts';
import { usePreview } from '../../state/preview.ts';
import { chosenCensus, useStudy } from '../../state/study.ts';
import {
  differenceText,
  IMPACT_FIGURES,
  impactPoints,
  type ImpactFigure,
  type ImpactPoint,
} from './impact.ts';
import classes from './scenario.module.css';

/** What the scenario does, while it is edited. */
export function Impact(): ReactNode {
  const census = useStudy(chosenCensus);
  const isBaseSaved = useDocuments((documents) => currentDocument(documents)?.isBaseSaved === true);
  const { result, base, isPending, isSlow, failure } = usePreview();
  const [figureId, setFigureId] = useState(IMPACT_FIGURES[0]?.figureId);
  const lastYear = result?.years.at(-1)?.summary.year;
  if (census === null)
    return (
      <Stack gap="xs">
        <Title order={3} size="h5">
          Impact
        </Title>
        <Text size="sm" c="dimmed">
          Choose a census, and what you assume is tried on its people as you type.
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            onClick={() => {
              perform('sample.open');
            }}
          >
            Use the sample census
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              perform('census.import');
            }}
          >
            Import census
          </Button>
        </Group>
      </Stack>
    );
  return (
    <Stack gap="xs" aria-busy={isPending}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={3} size="h5">
          Impact{lastYear === undefined ? '' : ` in ${lastYear}`}
        </Title>
        <Badge
          variant="light"
          color="gray"
          c="var(--mantine-color-text)"
          tt="none"
          size="sm"
          style={{ visibility: isPending && (isSlow || result === null) ? 'visible' : 'hidden' }}
        >
          Simulating …
        </Badge>
      </Group>
      <Text size="xs" c="dimmed">
        {census.name}, {people(census.rows)} people. Difference to{' '}
        {isBaseSaved ? 'the saved version' : 'the version opened'}.
      </Text>
      {failure !== null && (
        <Alert color="red" p="xs" title={describeFailure(failure).what}>
          <Text size="xs">{describeFailure(failure).detail}</Text>
        </Alert>
      )}
      {result === null
        ? failure === null && <Placeholder height={330} label="Simulating" />
        : IMPACT_FIGURES.length > 0 && (
            <div className={isPending && isSlow ? classes['stale'] : undefined}>
              <div className={classes['tiles']}>
                {IMPACT_FIGURES.map((figure) => (
                  <Tile
                    key={figure.figureId}
                    figure={figure}
                    points={impactPoints(figure, result, base)}
                    isChosen={figure.figureId === figureId}
                    onChoose={() => {
                      setFigureId(figure.figureId);
                    }}
                  />
                ))}
              </div>
              {IMPACT_FIGURES.filter((figure) => figure.figureId === figureId).map((figure) => (
                <Years key={figure.figureId} figure={figure} points={impactPoints(figure, result, base)} />
              ))}
              <Text size="xs" c="dimmed" mt={6} aria-live="polite">
                {isPending && isSlow
                  ? 'Working on your last change.'
                  : `Simulated in ${Math.round(result.elapsedMs)} ms.`}
              </Text>
            </div>
          )}
    </Stack>
  );
}

interface TileProps {
  readonly figure: ImpactFigure;
  readonly points: readonly ImpactPoint[];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Tile({ figure, points, isChosen, onChoose }: TileProps): ReactNode {
  const last = points.at(-1);
  if (last === undefined) return null;
  return (
    <button
      type="button"
      className={classes['tile']}
      aria-pressed={isChosen}
      data-figure={figure.figureId}
      onClick={onChoose}
    >
      <Text size="xs" c="dimmed" component="span" display="block">
        {figure.title}
      </Text>
      <Text fw={650} lh={1.3} component="span" display="block" data-value>
        {last.value === null ? 'n/a' : figure.show(last.value)}
      </Text>
      <Spark figure={figure} points={points} />
      <Text size="xs" component="span" display="block" data-difference>
        {differenceText(figure, last)}
      </Text>
    </button>
  );
}

const WIDTH = 120;
const HEIGHT = 26;

/** The years of a figure as a line, the base as a grey one behind it. */
function Spark({ figure, points }: Pick<TileProps, 'figure' | 'points'>): ReactNode {
  const colours = chartColours(useComputedColorScheme('light'));
  const values = points.flatMap(({ value, base }) => [value, base]).filter((value) => value !== null);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const lineOf = (of: 'value' | 'base'): string =>
    points
      .flatMap((point, index) => {
        const value = point[of];
        if (value === null) return [];
        const x = points.length === 1 ? 0 : (index / (points.length - 1)) * (WIDTH - 4);
        const y = high === low ? HEIGHT / 2 : HEIGHT - 3 - ((value - low) / (high - low)) * (HEIGHT - 6);
        return [`${x + 2},${y}`];
      })
      .join(' ');
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes['picture']} aria-hidden>
      <polyline
        points={lineOf('base')}
        fill="none"
        stroke={colours.neutral}
        strokeWidth={1.5}
        strokeDasharray="3 2"
      />
      <polyline points={lineOf('value')} fill="none" stroke={colours[figure.colour]} strokeWidth={2} />
    </svg>
  );
}

/** The figure in focus, year by year. */
function Years({ figure, points }: Pick<TileProps, 'figure' | 'points'>): ReactNode {
  return (
    <table className={classes['years']}>
      <caption>{figure.title} by year</caption>
      <thead>
        <tr>
          <th scope="col">Year</th>
          <th scope="col">Scenario</th>
          <th scope="col">Base</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.year}>
            <th scope="row">{point.year}</th>
            <td>{point.value === null ? 'n/a' : figure.show(point.value)}</td>
            <td>{point.base === null ? 'n/a' : figure.show(point.base)}</td>
            <td>{differenceText(figure, point)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
