import { Button, Group, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { isList, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { editSettings, sealEdit } from '../../state/documents.ts';
import { objectsAt } from './input-kind.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The plan designs of a scenario: choose one to edit, copy, rename or remove it. */
export function PlanDesigns({
  document,
  index,
  onChoose,
}: {
  readonly document: JsonObject;
  readonly index: number;
  readonly onChoose: (index: number) => void;
}): ReactNode {
  const designs = objectsAt(document, ['planDesigns']);
  const design = designs[index];
  if (design === undefined) return null;
  const timeline = valueAt(document, ['planTimeline']);
  const isInForce = (isList(timeline) ? timeline : []).some(
    (entry) => valueAt(entry, ['designId']) === design['id'],
  );
  const copy = (): void => {
    const ids = designs.map(({ id }) => textOf(id));
    let number = designs.length + 1;
    while (ids.includes(`design-${number}`)) number += 1;
    const added = { ...design, id: `design-${number}`, name: `${textOf(design['name'])} (copy)` };
    editSettings(`Copy plan design ${textOf(design['name'])}`, [
      { path: ['planDesigns'], value: [...designs, added] },
    ]);
    onChoose(designs.length);
  };
  const remove = (): void => {
    const kept = designs.filter((_, position) => position !== index);
    editSettings(`Remove plan design ${textOf(design['name'])}`, [{ path: ['planDesigns'], value: kept }]);
    onChoose(0);
  };
  return (
    <Group align="flex-end" gap="sm" mb="md">
      <Select
        label="Design"
        w={190}
        allowDeselect={false}
        data={designs.map(({ id, name }, position) => ({
          value: String(position),
          label: `${textOf(name)} (${textOf(id)})`,
        }))}
        value={String(index)}
        onChange={(next) => {
          onChoose(Number(next));
        }}
      />
      <TextInput
        label="Name"
        w={170}
        value={textOf(design['name'])}
        onChange={(event) => {
          const name = event.currentTarget.value;
          editSettings(
            `Plan design name to ${name}`,
            [{ path: ['planDesigns', index, 'name'], value: name }],
            `design name ${index}`,
          );
        }}
        onBlur={sealEdit}
      />
      <Button variant="default" size="sm" onClick={copy}>
        Copy
      </Button>
      <Button
        variant="default"
        size="sm"
        onClick={remove}
        disabled={designs.length === 1 || isInForce}
        title={isInForce ? 'It is in force: take it off the timeline first.' : ''}
      >
        Remove
      </Button>
    </Group>
  );
}
