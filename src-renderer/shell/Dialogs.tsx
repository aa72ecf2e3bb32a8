import { Button, Group, Kbd, Modal, Radio, Stack, Table, Text, TextInput } from '@mantine/core';
import { lazy, Suspense, useEffect, useState, type ReactNode, type SubmitEvent } from 'react';
import type { ScenarioTemplate } from '../../src-shared/api/scenarios.ts';
import { showShortcut } from '../actions/shortcut.ts';
import { useActions } from '../actions/use-actions.ts';
import { reportFailure } from '../components/notify.ts';
import { Placeholder } from '../components/Placeholder.tsx';
import { useDialog, type Dialog } from '../state/dialogs.ts';
import { connectedHost, useSession } from '../state/session.ts';
import { HealthPanel } from './HealthPanel.tsx';

const CopySettings = lazy(async () => ({
  default: (await import('../features/scenario/CopySettings.tsx')).CopySettings,
}));
const ChooseParent = lazy(async () => ({
  default: (await import('../features/scenario/ChooseParent.tsx')).ChooseParent,
}));
const ParentChanges = lazy(async () => ({
  default: (await import('../features/scenario/ParentChanges.tsx')).ParentChanges,
}));

const SettingsPanel = lazy(async () => ({
  default: (await import('./SettingsPanel.tsx')).SettingsPanel,
}));

type Of<Kind extends Dialog['kind']> = Extract<Dialog, { kind: Kind }>;

const LOOKS = {
  primary: { variant: 'filled' },
  plain: { variant: 'default' },
  danger: { variant: 'outline', color: 'red' },
} as const;

function ChoiceDialog({ dialog }: { readonly dialog: Of<'choice'> }): ReactNode {
  return (
    <Stack>
      <Text>{dialog.text}</Text>
      <Group justify="flex-end" gap="sm">
        <Button
          variant="default"
          onClick={() => {
            dialog.answer(null);
          }}
        >
          Cancel
        </Button>
        {dialog.choices.map(({ value, label, look }) => (
          <Button
            key={value}
            {...LOOKS[look]}
            data-autofocus={look === 'primary' || undefined}
            onClick={() => {
              dialog.answer(value);
            }}
          >
            {label}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

/** Cancel and the button that goes on. */
function Buttons({
  confirm,
  isReady = true,
  onCancel,
}: {
  readonly confirm: string;
  /** Whether there is something to go on with yet. */
  readonly isReady?: boolean;
  readonly onCancel: () => void;
}): ReactNode {
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <Button type="submit" disabled={!isReady}>
        {confirm}
      </Button>
    </Group>
  );
}

function NameDialog({ dialog }: { readonly dialog: Of<'name'> }): ReactNode {
  const [name, setName] = useState(dialog.initial);
  const [isTried, setTried] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '') dialog.answer(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          data-autofocus
          label={dialog.label}
          value={name}
          maxLength={200}
          error={isTried && name.trim() === '' ? 'Give it a name.' : null}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <Buttons
          confirm={dialog.confirm}
          onCancel={() => {
            dialog.answer(null);
          }}
        />
      </Stack>
    </form>
  );
}

function TemplateDialog({ dialog }: { readonly dialog: Of<'template'> }): ReactNode {
  const [templates, setTemplates] = useState<readonly ScenarioTemplate[]>([]);
  const [templateId, setTemplateId] = useState('baseline');
  const [ownName, setOwnName] = useState<string | null>(null);
  useEffect(() => {
    connectedHost().api.scenarios.templates().then(setTemplates).catch(reportFailure);
  }, []);
  const name = ownName ?? templates.find((template) => template.templateId === templateId)?.name ?? '';
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') dialog.answer({ templateId, name: name.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Radio.Group label="Start from" value={templateId} onChange={setTemplateId}>
          <Stack gap={10} mt="xs" mih={320}>
            {templates.map((template) => (
              <Radio
                key={template.templateId}
                value={template.templateId}
                label={template.name}
                description={template.description}
              />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label="Name"
          value={name}
          maxLength={200}
          error={ownName !== null && name.trim() === '' ? 'Give it a name.' : null}
          onChange={(event) => {
            setOwnName(event.currentTarget.value);
          }}
        />
        <Buttons
          confirm="Create scenario"
          isReady={templates.length > 0}
          onCancel={() => {
            dialog.answer(null);
          }}
        />
      </Stack>
    </form>
  );
}

function Shortcuts(): ReactNode {
  const withShortcut = useActions().flatMap(({ actionId, title, shortcut }) =>
    shortcut === null ? [] : [{ actionId, title, shortcut }],
  );
  return (
    <Table aria-label="Keyboard shortcuts">
      <Table.Tbody>
        {withShortcut.map(({ actionId, title, shortcut }) => (
          <Table.Tr key={actionId}>
            <Table.Td>{title}</Table.Td>
            <Table.Td ta="right">
              <Kbd>{showShortcut(shortcut)}</Kbd>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function About(): ReactNode {
  const session = useSession();
  return session.status === 'connected' ? <HealthPanel info={session.info} health={session.health} /> : null;
}

function contentOf(dialog: Dialog): { readonly title: string; readonly content: ReactNode } {
  switch (dialog.kind) {
    case 'choice':
      return { title: dialog.title, content: <ChoiceDialog dialog={dialog} /> };
    case 'name':
      return { title: dialog.title, content: <NameDialog dialog={dialog} /> };
    case 'template':
      return { title: 'New scenario', content: <TemplateDialog dialog={dialog} /> };
    case 'parentChange':
      return {
        title: 'Changes of the parent',
        content: (
          <ParentChanges
            documentId={dialog.documentId}
            onDone={() => {
              dialog.answer(null);
            }}
          />
        ),
      };
    case 'parent':
      return {
        title: 'Choose a parent',
        content: <ChooseParent documentId={dialog.documentId} onChoose={dialog.answer} />,
      };
    case 'copySettings':
      return {
        title: 'Copy settings to other scenarios',
        content: (
          <CopySettings
            onDone={() => {
              dialog.answer(null);
            }}
          />
        ),
      };
    case 'shortcuts':
      return { title: 'Keyboard shortcuts', content: <Shortcuts /> };
    case 'settings':
      return { title: 'Settings', content: <SettingsPanel /> };
    case 'about':
      return { title: 'PlanAlign Studio', content: <About /> };
  }
}

const SIZES: Readonly<Partial<Record<Dialog['kind'], string | number>>> = {
  choice: 'md',
  settings: 'md',
  name: 'md',
  parentChange: 'xl',
  copySettings: 1000,
};

/** The question that waits for an answer. */
export function Dialogs(): ReactNode {
  const dialog = useDialog((state) => state.dialog);
  if (dialog === null) return null;
  const { title, content } = contentOf(dialog);
  return (
    <Modal.Root
      opened
      size={SIZES[dialog.kind] ?? 'lg'}
      transitionProps={{ duration: 0 }}
      onClose={() => {
        dialog.answer(null);
      }}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* The banner of the page is another one. */}
        <Modal.Header role="presentation">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </Modal.Header>
        <Modal.Body>
          <Suspense fallback={<Placeholder height={200} label="Loading" />}>{content}</Suspense>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
