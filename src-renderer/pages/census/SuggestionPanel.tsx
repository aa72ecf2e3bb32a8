import { Badge, Button, Group, Paper, SimpleGrid, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { CensusSuggestion, SuggestedFigure } from '../../../src-shared/api/censuses.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { money, people, percent, plainNumber } from '../../components/format.ts';
import { FailureNote } from '../../components/notes.tsx';
import { reportDone } from '../../components/notify.ts';
import { currentDocument, editSettings, useDocuments } from '../../state/documents.ts';
import { connectedHost } from '../../state/session.ts';
import { useLoaded } from '../../state/use-loaded.ts';

/** More figures than this fold: the first say what the suggestion is like. */
const FIGURES_SHOWN = 6;

const FORMATS: Readonly<Record<SuggestedFigure['unit'], (value: number) => string>> = {
  money,
  rate: percent,
  hours: plainNumber,
};

/** What the census supports, for the scenario that is open or else the default one; the last answer stays while the next comes. */
function useSuggestions(censusId: string, scenario: Scenario) {
  const { simulation, jobLevels, workforce, hiring, segments, planDesigns, planTimeline } = scenario;
  const read = { simulation, jobLevels, workforce, hiring, segments, planDesigns, planTimeline };
  const loaded = useLoaded(`${censusId} ${JSON.stringify(read)}`, () =>
    connectedHost().api.censuses.suggestions({ censusId, document: scenario }),
  );
  const [last, setLast] = useState<readonly CensusSuggestion[] | null>(null);
  const ready = loaded.state === 'ready' ? loaded.value : null;
  useEffect(() => {
    if (ready !== null) setLast(ready);
  }, [ready]);
  return {
    suggestions: ready ?? last,
    isFresh: ready !== null,
    error: loaded.state === 'failed' ? loaded.error : null,
  };
}

interface PanelProps {
  readonly censusId: string;
  /** What stands when no scenario is open, or when the open one cannot be read. */
  readonly fallback: Scenario;
}

/** What the census supports for settings of the scenario, each with its sample and a way to take it. */
export function SuggestionPanel({ censusId, fallback }: PanelProps): ReactNode {
  const document = useDocuments(currentDocument);
  const scenario = document?.reading.scenario ?? null;
  const { suggestions, isFresh, error } = useSuggestions(censusId, scenario ?? fallback);
  if (error !== null) return <FailureNote error={error} />;
  const obstacle = obstacleOf(document !== null, scenario !== null);
  const supported = suggestions?.filter(({ shortfall }) => shortfall === null) ?? [];
  const unsupported = suggestions?.filter(({ shortfall }) => shortfall !== null) ?? [];
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="census-suggestions">
      <Title order={3} size="h5" id="census-suggestions">
        Suggestions for the scenario
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        What this census supports, beside what{' '}
        {document === null ? 'the default scenario' : `“${document.title}”`} assumes.{' '}
        {obstacle ?? 'Apply is one edit that can be undone; nothing is saved until you save the scenario.'}
      </Text>
      {suggestions === null ? (
        <Skeleton h={220} role="status" aria-label="Counting what the census supports" />
      ) : (
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="sm" aria-busy={!isFresh}>
            {supported.map((suggestion) => (
              <SuggestionCard
                key={suggestion.id}
                suggestion={suggestion}
                obstacle={obstacle}
                isFresh={isFresh}
              />
            ))}
          </SimpleGrid>
          {unsupported.length > 0 && <Unsupported suggestions={unsupported} />}
        </Stack>
      )}
    </Paper>
  );
}

function obstacleOf(isOpen: boolean, isReadable: boolean): string | null {
  if (!isOpen) return 'Open or make a scenario to apply them.';
  return isReadable ? null : 'The scenario has errors: mend them before you apply a suggestion.';
}

function SuggestionCard({
  suggestion,
  obstacle,
  isFresh,
}: {
  readonly suggestion: CensusSuggestion;
  readonly obstacle: string | null;
  readonly isFresh: boolean;
}): ReactNode {
  const { id, title, reason, sample, sampleOf, figures, settings, isInForce } = suggestion;
  const [isAll, setAll] = useState(false);
  const shown = isAll ? figures : figures.slice(0, FIGURES_SHOWN);
  const hidden = figures.length - FIGURES_SHOWN;
  const titleId = `suggestion-${id}`;
  const apply = (): void => {
    editSettings(`${title} from the census`, settings);
    reportDone(`${title}: taken from the census. It can be undone.`);
  };
  return (
    <Paper withBorder p="sm" component="article" aria-labelledby={titleId}>
      <Stack gap={6} h="100%">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Title order={4} size="h6" id={titleId}>
            {title}
          </Title>
          {isInForce && (
            <Badge variant="dot" color="teal" tt="none" miw="max-content">
              In the scenario
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          From {people(sample)} {sampleOf}
        </Text>
        <FigureTable title={title} figures={shown} />
        {hidden > 0 && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-expanded={isAll}
            aria-label={`${isAll ? 'Show fewer' : `Show ${hidden} more`}: ${title}`}
            onClick={() => {
              setAll(!isAll);
            }}
            style={{ alignSelf: 'flex-start' }}
          >
            {isAll ? 'Show fewer' : `Show ${hidden} more`}
          </Button>
        )}
        <Text size="xs" style={{ flexGrow: 1 }}>
          {reason}
        </Text>
        <Button
          size="xs"
          variant="light"
          aria-label={`Apply: ${title}`}
          disabled={obstacle !== null || isInForce || !isFresh}
          onClick={apply}
          style={{ alignSelf: 'flex-start' }}
        >
          Apply
        </Button>
      </Stack>
    </Paper>
  );
}

const NUMBERS = { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } as const;

/** What the scenario says and what it would say. */
function FigureTable({
  title,
  figures,
}: {
  readonly title: string;
  readonly figures: readonly SuggestedFigure[];
}): ReactNode {
  return (
    <Table verticalSpacing={2} horizontalSpacing={4} fz="xs" aria-label={`${title}: now and from the census`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Td />
          {['Now', 'Census'].map((column) => (
            <Table.Th key={column} scope="col" ta="right">
              {column}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {figures.map(({ label, unit, before, after }) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" fw={400}>
              {label}
            </Table.Th>
            <Table.Td ta="right" c="dimmed" style={NUMBERS}>
              {before === null ? <NoFigure /> : before.map(FORMATS[unit]).join('–')}
            </Table.Td>
            <Table.Td ta="right" fw={600} style={NUMBERS}>
              {after.map(FORMATS[unit]).join('–')}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const NoFigure = (): ReactNode => (
  <span title="The scenario states no single figure here: it follows the census or changes by year.">
    n/a
  </span>
);

/** Suggestions that the census does not bear, and why: nothing is hidden, and nothing is made up. */
function Unsupported({ suggestions }: { readonly suggestions: readonly CensusSuggestion[] }): ReactNode {
  return (
    <div>
      <Text size="xs" fw={600}>
        Not supported by this census
      </Text>
      {suggestions.map(({ id, title, shortfall }) => (
        <Text key={id} size="xs" c="dimmed">
          {title}: {shortfall}
        </Text>
      ))}
    </div>
  );
}
