import { ActionIcon, Box, Group, Menu, Paper, Text, Title, VisuallyHidden } from '@mantine/core';
import { useComputedColorScheme } from '@mantine/core';
import { IconChartBar, IconCopy, IconDots, IconFileVector, IconPhoto, IconTable } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { saveLink, saveText } from '../api/save-link.ts';
import { keepDrawing, releaseDetached } from '../components/drawings.ts';
import { reportDone, reportFailure } from '../components/notify.ts';
import { goToPlace, type Place } from '../state/navigation.ts';
import { rowInWords, tableText, type ChartTable } from './chart-table.ts';
import { chartColours, type ChartColours } from './colours.ts';
import classes from './figure.module.css';
import { NumberTable } from './NumberTable.tsx';
import { createPlot, showPlot, svgOf, type Plot, type PlotOption } from './plot.ts';

interface ChartProps {
  /** The question, or the finding. */
  readonly title: string;
  /** Unit, population, run. */
  readonly subtitle: string;
  readonly height?: number;
  readonly option: (colours: ChartColours) => PlotOption;
  /** The numbers; one row a point of the axis, in its order. */
  readonly table: ChartTable;
  /**
   * What is behind a point: where a click on it leads, or Enter on the point that the arrow keys reached. `row` is that
   * of the table, `series` the name of what was clicked, null for the whole point. Null leads nowhere.
   */
  readonly drill?: (row: number, series: string | null) => Place | null;
}

/** How far below or above the window a chart is drawn already: what is far away costs nothing until it is scrolled to. */
const AHEAD = '300px 0px';

/** Whether a chart has the size of its element already. */
const isOfSize = (chart: Plot, box: HTMLElement): boolean =>
  chart.getWidth() === box.clientWidth && chart.getHeight() === box.clientHeight;

/**
 * A chart with its table. Arrow keys move from point to point, Enter opens what is behind one, T shows the table, and
 * the menu copies the numbers or saves the picture.
 */
export function Chart({ title, subtitle, height = 260, option, table, drill }: ChartProps): ReactNode {
  const scheme = useComputedColorScheme('light');
  const [isTable, setTable] = useState(false);
  const [spoken, setSpoken] = useState('');
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const drawn = useRef<{ readonly option: ChartProps['option']; readonly colours: ChartColours } | null>(
    null,
  );
  const point = useRef(-1);
  const open = useRef<(row: number, series: string | null) => void>(() => undefined);
  const draw = useRef<() => void>(() => undefined);
  const help = useId();
  const colours = chartColours(scheme);

  useEffect(() => {
    if (isTable || element.current === null) return;
    const box = element.current;
    const observer = new ResizeObserver(() => {
      const chart = plot.current;
      if (chart === null || isOfSize(chart, box)) return;
      chart.resize();
    });
    const sight = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return;
        sight.disconnect();
        if (plot.current?.getDom() !== box) {
          const created = createPlot(box);
          keepDrawing(box, () => {
            created.dispose();
          });
          plot.current = created;
          drawn.current = null;
          created.on('click', ({ dataIndex, seriesName }) => {
            open.current(dataIndex, seriesName ?? null);
          });
        }
        draw.current();
        observer.observe(box);
      },
      { rootMargin: AHEAD },
    );
    sight.observe(box);
    return () => {
      sight.disconnect();
      observer.disconnect();
      releaseDetached();
    };
  }, [isTable]);
  useEffect(() => {
    draw.current = () => {
      // A page that is shown again has drawn what it says already.
      if (plot.current === null || (drawn.current?.option === option && drawn.current.colours === colours))
        return;
      drawn.current = { option, colours };
      showPlot(plot.current, option(colours), colours);
    };
    // A drawing that is out of sight, or gone behind the table, waits until it is seen.
    if (plot.current?.getDom() === element.current) draw.current();
    open.current = (row, series) => {
      const place = drill?.(row, series) ?? null;
      if (place !== null) goToPlace(place);
    };
  });

  const move = (step: number): void => {
    const last = table.rows.length - 1;
    point.current = Math.min(last, Math.max(0, point.current + step));
    plot.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: point.current });
    setSpoken(rowInWords(table, point.current));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowRight') move(1);
    else if (event.key === 'ArrowLeft') move(-1);
    else if (event.key === 'Enter' && event.target === element.current && point.current >= 0)
      open.current(point.current, null);
    else if (event.key.toLowerCase() === 't') setTable((shown) => !shown);
    else return;
    event.preventDefault();
  };

  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label={title}
      className={classes['frame'] ?? ''}
      onKeyDown={onKey}
    >
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <div>
          <Title order={3} size="h5">
            {title}
          </Title>
          <Text size="xs" c="dimmed">
            {subtitle}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-pressed={isTable}
            aria-label={isTable ? `Show the chart: ${title}` : `Show the table: ${title}`}
            onClick={() => {
              setTable(!isTable);
            }}
          >
            {isTable ? <IconChartBar size={18} /> : <IconTable size={18} />}
          </ActionIcon>
          <ChartMenu
            title={title}
            table={table}
            plot={isTable ? null : plot}
            option={option}
            colours={colours}
          />
        </Group>
      </Group>
      {isTable ? (
        <Box mih={height} mt="xs">
          <NumberTable table={table} caption={title} />
        </Box>
      ) : (
        <>
          <Box
            ref={element}
            h={height}
            mt="auto"
            role="img"
            tabIndex={0}
            className={classes['plot'] ?? ''}
            aria-label={`${title}. ${subtitle}`}
            aria-describedby={help}
          />
          <VisuallyHidden id={help}>
            Left and right arrow keys read the values
            {drill === undefined ? '' : '; Enter opens what is behind one'}; T shows them as a table.
          </VisuallyHidden>
        </>
      )}
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
    </Paper>
  );
}

function ChartMenu({
  title,
  table,
  plot,
  option,
  colours,
}: {
  readonly title: string;
  readonly table: ChartTable;
  readonly plot: { readonly current: Plot | null } | null;
  readonly option: ChartProps['option'];
  readonly colours: ChartColours;
}): ReactNode {
  const copy = (): void => {
    navigator.clipboard.writeText(tableText(table)).then(() => {
      reportDone('The numbers are on the clipboard.');
    }, reportFailure);
  };
  const fileName = title.replaceAll(/[^\p{L}\p{N} -]/gu, '');
  const savePng = (): void => {
    const url = plot?.current?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: colours.ground });
    if (url !== undefined) saveLink(url, `${fileName}.png`);
  };
  const saveSvg = (): void => {
    const drawn = plot?.current;
    if (drawn === null || drawn === undefined) return;
    const size = { width: drawn.getWidth(), height: drawn.getHeight() };
    saveText(svgOf(option(colours), colours, size), 'image/svg+xml', `${fileName}.svg`);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More: ${title}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={copy}>
          Copy the numbers
        </Menu.Item>
        <Menu.Item leftSection={<IconPhoto size={16} />} onClick={savePng} disabled={plot === null}>
          Save as picture (PNG)
        </Menu.Item>
        <Menu.Item leftSection={<IconFileVector size={16} />} onClick={saveSvg} disabled={plot === null}>
          Save as drawing (SVG)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
