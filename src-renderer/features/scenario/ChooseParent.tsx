import { Button, Group, Radio, ScrollArea, Stack, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode, type SubmitEvent } from 'react';
import type { ParentChoice, ParentOffer } from '../../../src-shared/api/documents.ts';
import { people } from '../../components/format.ts';
import { FailureNote } from '../../components/notes.tsx';
import { reportFailure } from '../../components/notify.ts';
import { Placeholder } from '../../components/Placeholder.tsx';
import { findDocument, useDocuments, type EditedDocument } from '../../state/documents.ts';
import { connectedHost } from '../../state/session.ts';
import { useLoaded } from '../../state/use-loaded.ts';

/** A file that may become the parent. */
interface Candidate {
  readonly key: string;
  readonly title: string;
  readonly path: string;
  readonly choice: ParentChoice;
}

/** The scenarios with files that are open, then those that were opened before, each file once; never its own. */
async function candidatesFor(
  document: EditedDocument,
  open: readonly EditedDocument[],
): Promise<readonly Candidate[]> {
  const opened = open.flatMap(({ documentId, title, path }): Candidate[] =>
    path === null ? [] : [{ key: path, title, path, choice: { kind: 'open', documentId } }],
  );
  const recent = (await connectedHost().api.documents.recent())
    .filter(({ exists }) => exists)
    .map(({ recentId, title, path }): Candidate => ({
      key: path,
      title,
      path,
      choice: { kind: 'recent', recentId },
    }));
  const known = new Set([document.path, document.parent?.path]);
  return [...opened, ...recent].filter(({ key }) => !known.has(key) && known.add(key));
}

/** How much a scenario would state of its own as the child of a file. */
function OfferText({ offer, name }: { readonly offer: ParentOffer; readonly name: string }): ReactNode {
  const { title, differences } = offer;
  const own =
    differences === 0
      ? 'no setting of its own'
      : differences === 1
        ? 'one setting of its own'
        : `${people(differences)} settings of its own`;
  return (
    <Text size="sm" role="status">
      No value of “{name}” changes. Its file will state {own} and inherit all others from “{title}”, so that a
      later change there reaches it.
    </Text>
  );
}

/** Which file a scenario is to inherit from, and what that means for it. */
export function ChooseParent({
  documentId,
  onChoose,
}: {
  readonly documentId: string;
  readonly onChoose: (offer: ParentOffer | null) => void;
}): ReactNode {
  const document = useDocuments((documents) => findDocument(documents, documentId));
  const open = useDocuments((documents) => documents.open);
  const [chosenFile, setChosenFile] = useState<Candidate | null>(null);
  const [key, setKey] = useState<string | null>(null);
  const [offer, setOffer] = useState<ParentOffer | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const loaded = useLoaded(documentId, async () => (document === null ? [] : candidatesFor(document, open)));
  const listed = loaded.state === 'ready' ? loaded.value : [];
  const candidates = chosenFile === null ? listed : [chosenFile, ...listed];
  const choice = candidates.find((candidate) => candidate.key === key)?.choice ?? null;
  useEffect(() => {
    if (choice === null) return undefined;
    let isCurrent = true;
    setOffer(null);
    setFailure(null);
    connectedHost()
      .api.documents.offerParent({ documentId, parent: choice })
      .then(
        (found) => {
          if (isCurrent) setOffer(found);
        },
        (error: unknown) => {
          if (isCurrent) setFailure(error);
        },
      );
    return () => {
      isCurrent = false;
    };
  }, [documentId, choice]);
  if (document === null) return null;
  if (loaded.state === 'loading') return <Placeholder height={200} label="Looking for scenarios" />;
  const chooseFile = async (): Promise<void> => {
    const file = await connectedHost().bridge.chooseFile('scenario');
    if (file === null) return;
    const title = file.name.replace(/\.[^.]+$/, '');
    const candidate: Candidate = {
      key: file.fileId,
      title,
      path: file.folder ?? file.name,
      choice: { kind: 'file', fileId: file.fileId },
    };
    setChosenFile(candidate);
    setKey(candidate.key);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (offer !== null) onChoose(offer);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">
          A child states only what it changes; everything else follows its parent. Choose what “
          {document.title}” is to inherit from.
        </Text>
        {candidates.length === 0 ? (
          <Text size="sm" c="dimmed">
            No other scenario was opened yet. Choose the file of one.
          </Text>
        ) : (
          <ScrollArea.Autosize mah={300} type="auto">
            <Radio.Group label="Parent" value={key} onChange={setKey}>
              <Stack gap={10} mt="xs">
                {candidates.map((candidate) => (
                  <Radio
                    key={candidate.key}
                    value={candidate.key}
                    label={candidate.title}
                    description={candidate.path}
                  />
                ))}
              </Stack>
            </Radio.Group>
          </ScrollArea.Autosize>
        )}
        {failure !== null && <FailureNote error={failure} />}
        {offer !== null && <OfferText offer={offer} name={document.title} />}
        <Group justify="space-between" gap="sm">
          <Button
            variant="default"
            onClick={() => {
              chooseFile().catch(reportFailure);
            }}
          >
            Choose a file
          </Button>
          <Group gap="sm">
            <Button
              variant="default"
              onClick={() => {
                onChoose(null);
              }}
            >
              Cancel
            </Button>
            <Button type="submit" disabled={offer === null}>
              Attach
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
