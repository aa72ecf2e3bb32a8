import {
  Alert,
  Anchor,
  Badge,
  Button,
  Group,
  List,
  Menu,
  NavLink,
  Paper,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Placeholder } from '../../components/Placeholder.tsx';
import type { EditableField, ScenarioFinding } from '../../../src-shared/api/scenarios.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { perform } from '../../actions/perform.ts';
import { useAction, useActions } from '../../actions/use-actions.ts';
import { reportFailure } from '../../components/notify.ts';
import { Impact } from '../../features/scenario/Impact.tsx';
import { objectsAt } from '../../features/scenario/input-kind.ts';
import { Notes } from '../../features/scenario/Notes.tsx';
import { ParentNotice } from '../../features/scenario/ParentNotice.tsx';
import { PayPictures } from '../../features/scenario/PayPictures.tsx';
import { PlanDesigns } from '../../features/scenario/PlanDesigns.tsx';
import { changedCount, ESSENTIALS, groupsOf, PAY, PLAN, SECTIONS } from '../../features/scenario/sections.ts';
import { settingPlace } from '../../features/scenario/setting-place.ts';
import { labelOf } from '../../features/scenario/setting-words.ts';
import { SectionView } from '../../features/scenario/SectionView.tsx';
import { horizon } from '../../features/scenario/tables/table-shape.ts';
import classes from '../../features/scenario/scenario.module.css';
import { currentDocument, useDocuments, type EditedDocument } from '../../state/documents.ts';
import { fragmentOf, goToPlace, placeTo, useNavigation, useView } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { loadDepartments, useStudy } from '../../state/study.ts';

/** The scenario that is open, section by section, with what it does beside it. */
export default function ScenarioPage(): ReactNode {
  const document = useDocuments(currentDocument);
  const [model, setModel] = useState<{
    readonly fields: readonly EditableField[];
    readonly defaults: JsonObject;
  } | null>(null);
  useEffect(() => {
    const { scenarios } = connectedHost().api;
    Promise.all([scenarios.fields(), scenarios.defaults()])
      .then(([fields, defaults]) => {
        setModel({ fields, defaults });
      })
      .catch(reportFailure);
  }, []);
  if (document === null) return <NoScenario />;
  if (model === null) return <Placeholder height={400} label="Loading the scenario" />;
  return <Editor key={document.documentId} document={document} {...model} />;
}

function NoScenario(): ReactNode {
  return (
    <Stack align="flex-start" maw={520}>
      <Title order={2} size="h3">
        No scenario is open
      </Title>
      <Text c="dimmed">
        A scenario is what you assume: growth, leaving, hiring, pay and the retirement plan. Start from a
        template, or open one that was saved.
      </Text>
      <Group>
        <Button
          onClick={() => {
            perform('scenario.new');
          }}
        >
          New scenario
        </Button>
        <Button
          variant="default"
          onClick={() => {
            perform('scenario.open');
          }}
        >
          Open scenario
        </Button>
      </Group>
    </Stack>
  );
}

interface EditorProps {
  readonly document: EditedDocument;
  readonly fields: readonly EditableField[];
  readonly defaults: JsonObject;
}

function Editor({ document: edited, fields, defaults }: EditorProps): ReactNode {
  const { document, reading, title, dirty, path, inherited, parent } = edited;
  const setting = useView('setting');
  const [chosenDesign, setDesign] = useState<number | null>(null);
  const named = /^planDesigns\[(\d+)\]/.exec(setting ?? '')?.[1];
  const wanted = chosenDesign ?? Number(named ?? 0);
  const design = Math.min(wanted, Math.max(0, objectsAt(document, ['planDesigns']).length - 1));
  useEffect(() => {
    // A finding or a difference may be of another design than the one that was chosen by hand.
    if (named !== undefined) setDesign(null);
  }, [named, setting]);
  const sectionId = useNavigation(({ parameters }) => parameters[0]) ?? ESSENTIALS;
  const censusId = useStudy((study) => study.censusId);
  const startYear = horizon(document)[0];
  useEffect(() => {
    if (censusId !== null && startYear !== undefined) loadDepartments(startYear).catch(() => undefined);
  }, [censusId, startYear]);
  const sections = SECTIONS.map((section) => ({
    section,
    groups: groupsOf(section, document, { defaults, parent: inherited }, fields, design),
  }));
  const shown = sections.find(({ section }) => section.sectionId === sectionId) ?? sections[0];
  if (shown === undefined) return null;
  return (
    <div className={classes['layout']}>
      <nav className={classes['aside']} aria-label="Sections of the scenario">
        {sections.map(({ section, groups }) => (
          <NavLink
            key={section.sectionId}
            href={fragmentOf(placeTo('scenario', [section.sectionId]))}
            label={section.title}
            active={section === shown.section}
            aria-current={section === shown.section ? 'true' : undefined}
            py={5}
            px="xs"
            rightSection={<Count count={changedCount(groups)} />}
          />
        ))}
      </nav>
      <div>
        <Group justify="space-between" mb={6} wrap="nowrap" align="flex-start">
          <div style={{ minWidth: 0 }}>
            <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            <Text size="xs" c="dimmed" truncate title={path ?? ''}>
              {path ?? 'Not saved yet'}
              {dirty ? ' · unsaved changes' : ''}
            </Text>
            {parent !== null && (
              <Text size="xs" title={parent.path}>
                Child of <b>{parent.title}</b>: states only what it changes
              </Text>
            )}
          </div>
          <Group gap="xs" wrap="nowrap">
            <ScenarioMenu />
            <SaveButton />
          </Group>
        </Group>
        <Notes document={document} />
        {edited.parent !== null && <ParentNotice parent={edited.parent} />}
        <Findings findings={reading.findings} document={document} />
        <SectionView
          key={shown.section.sectionId}
          section={shown.section}
          groups={shown.groups}
          document={document}
          reading={reading}
          setting={setting}
        >
          {shown.section.sectionId === PAY && <PayPictures document={document} />}
          {shown.section.sectionId === PLAN && (
            <PlanDesigns document={document} index={design} onChoose={setDesign} />
          )}
        </SectionView>
      </div>
      <aside className={`${classes['aside'] ?? ''} ${classes['impact'] ?? ''}`} aria-label="Impact">
        <Paper withBorder radius="md" p="sm">
          <Impact />
        </Paper>
      </aside>
    </div>
  );
}

function Count({ count }: { readonly count: number }): ReactNode {
  if (count === 0) return null;
  return (
    <Badge size="sm" variant="light" color="yellow" c="var(--pa-changed)" aria-label={`${count} changed`}>
      {count}
    </Badge>
  );
}

const MENU = [
  'scenario.differences',
  'scenario.copySettings',
  'scenario.newChild',
  'scenario.parentChange',
  'scenario.attach',
  'scenario.detach',
];

/** What else can be done with the scenario. */
function ScenarioMenu(): ReactNode {
  const actions = useActions().filter(
    ({ actionId, obstacle }) => MENU.includes(actionId) && obstacle === null,
  );
  return (
    <Menu position="bottom-end" shadow="md" width={280} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ actionId, title }) => (
          <Menu.Item
            key={actionId}
            onClick={() => {
              perform(actionId);
            }}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function SaveButton(): ReactNode {
  const { obstacle } = useAction('scenario.save');
  return (
    <Button
      size="xs"
      variant="default"
      disabled={obstacle !== null}
      onClick={() => {
        perform('scenario.save');
      }}
    >
      Save
    </Button>
  );
}

function Findings({
  findings,
  document,
}: {
  readonly findings: readonly ScenarioFinding[];
  readonly document: JsonObject;
}): ReactNode {
  if (findings.length === 0) return null;
  return (
    <Alert
      color="red"
      mb="md"
      role="status"
      title={
        findings.length === 1 ? 'One setting cannot be used' : `${findings.length} settings cannot be used`
      }
    >
      <List size="sm">
        {findings.slice(0, 8).map(({ setting, message }) => (
          <List.Item key={`${setting} ${message}`}>
            <Anchor
              component="button"
              type="button"
              size="sm"
              c="inherit"
              underline="always"
              onClick={() => {
                goToPlace(settingPlace(document, setting));
              }}
            >
              {setting === '' ? 'The document' : labelOf(document, setting)}
            </Anchor>
            : {message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
