import { Button, Group, Select, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Placeholder } from '../../components/Placeholder.tsx';
import { perform } from '../../actions/perform.ts';
import { moment, people } from '../../components/format.ts';
import { reportFailure } from '../../components/notify.ts';
import { currentDocument, useDocuments } from '../../state/documents.ts';
import { changeView, useView } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { chooseCensus, chooseSampleCensus, chosenCensus, useStudy } from '../../state/study.ts';
import { EmptyNote } from '../../components/notes.tsx';
import { useLoaded } from '../../state/use-loaded.ts';
import { CensusProfileView } from './CensusProfileView.tsx';
import { ImportWizard } from './ImportWizard.tsx';
import { SuggestionPanel } from './SuggestionPanel.tsx';

const PARTS = [
  { id: 'profile', title: 'Profile' },
  { id: 'suggestions', title: 'Suggestions for the scenario' },
] as const;

function ImportButton(): ReactNode {
  return (
    <Button
      leftSection={<IconFileImport size={18} />}
      onClick={() => {
        perform('census.import');
      }}
    >
      Import census
    </Button>
  );
}

/** Who we start from, and whether the file can be trusted. */
export default function CensusPage(): ReactNode {
  const study = useStudy();
  const document = useDocuments(currentDocument);
  const defaults = useLoaded('defaults', () => connectedHost().api.scenarios.defaults());
  const asked = useView('part');
  const part = PARTS.find(({ id }) => id === asked)?.id ?? 'profile';
  const { censuses, incomingFile } = study;
  if (incomingFile !== null) return <ImportWizard key={incomingFile.fileId} file={incomingFile} />;
  if (censuses === null || defaults.state === 'loading')
    return <Placeholder height={320} label="Loading the censuses" />;
  const census = chosenCensus(study);
  if (census === null)
    return (
      <EmptyNote
        title="No census yet"
        text="A census is a file with one row for every employee: CSV, Excel or Parquet. Drop it anywhere on the window, choose it, or look around with the sample."
        action={
          <Group>
            <ImportButton />
            <Button
              variant="default"
              onClick={() => {
                chooseSampleCensus().catch(reportFailure);
              }}
            >
              Use the sample census
            </Button>
          </Group>
        }
      />
    );
  const fallback = defaults.state === 'ready' ? defaults.value : null;
  const simulation = document?.reading.scenario?.simulation ?? fallback?.simulation ?? null;
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h3">
            Census
          </Title>
          <Text size="sm" c="dimmed">
            {people(census.rows)} rows, imported {moment(census.importedAt)} by {census.importedBy}
          </Text>
        </div>
        <Group align="flex-end">
          <Select
            aria-label="Census"
            w={260}
            value={census.censusId}
            data={censuses.map(({ censusId, name }) => ({ value: censusId, label: name }))}
            allowDeselect={false}
            onChange={(censusId) => {
              if (censusId !== null) chooseCensus(censusId).catch(reportFailure);
            }}
          />
          <ImportButton />
        </Group>
      </Group>
      {simulation !== null && fallback !== null && (
        <Tabs
          value={part}
          keepMounted={false}
          onChange={(next) => {
            changeView({ part: next === 'profile' ? null : next });
          }}
        >
          <Tabs.List aria-label="Parts of the census" mb="md">
            {PARTS.map(({ id, title }) => (
              <Tabs.Tab key={id} value={id}>
                {title}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="profile">
            <CensusProfileView censusId={census.censusId} startYear={simulation.startYear} />
          </Tabs.Panel>
          <Tabs.Panel value="suggestions">
            <SuggestionPanel censusId={census.censusId} fallback={fallback} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Stack>
  );
}
