import { Button, Group, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { GridColumn, GridCondition, GridSelection } from '../../src-shared/api/results.ts';
import { conditionWords, namedValues } from './condition-words.ts';

/** The conditions in force in plain words; a click takes one back. */
export function ConditionChips({
  relation,
  columns,
  conditions,
  onChange,
}: {
  readonly relation: GridSelection['relation'];
  readonly columns: readonly GridColumn[];
  readonly conditions: readonly GridCondition[];
  readonly onChange: (conditions: readonly GridCondition[]) => void;
}): ReactNode {
  if (conditions.length === 0) return null;
  return (
    <Group gap={6} role="group" aria-label="Conditions">
      {conditions.map((condition, index) => {
        const column = columns.find(({ name }) => name === condition.column);
        if (column === undefined) return null;
        const text = conditionWords(relation, column, condition);
        const names = namedValues(relation, column, condition);
        return (
          <Tooltip
            key={JSON.stringify(condition)}
            label={names.join(', ')}
            disabled={names.length < 4}
            multiline
            maw={400}
          >
            <Button
              size="compact-sm"
              variant="light"
              radius="xl"
              fw={500}
              rightSection={<IconX size={12} aria-hidden="true" />}
              aria-label={`Remove: ${text}`}
              onClick={() => {
                onChange(conditions.filter((_, other) => other !== index));
              }}
            >
              {text}
            </Button>
          </Tooltip>
        );
      })}
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => {
          onChange([]);
        }}
      >
        Clear all
      </Button>
    </Group>
  );
}
