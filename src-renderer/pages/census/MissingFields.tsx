import { Button, Group, NumberInput, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { CensusMappingDocument } from '../../../src-shared/api/censuses.ts';
import {
  fieldTitle,
  STAND_INS,
  withColumn,
  withEntry,
  withSetting,
  withSuggestions,
  type MissingField,
} from './wizard-mapping.ts';
import classes from './census.module.css';

interface MissingProps {
  readonly missing: readonly MissingField[];
  readonly columns: readonly string[];
  /** Whether the rows may be numbered where there are no ids: not in a file that is joined by them. */
  readonly canNumberRows: boolean;
  readonly mapping: CensusMappingDocument;
  readonly onMapping: (mapping: CensusMappingDocument) => void;
}

/** Required fields that the file does not say, each with what can be done about it. */
export function MissingFields({
  missing,
  columns,
  canNumberRows,
  mapping,
  onMapping,
}: MissingProps): ReactNode {
  const withOne = missing.filter(({ suggestions }) => suggestions.length === 1);
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label="Columns to decide"
      className={classes['decide'] ?? ''}
    >
      <Group justify="space-between" mb="sm">
        <Title order={3} size="h5">
          {missing.length === 1
            ? 'One column has to be decided'
            : `${missing.length} columns have to be decided`}
        </Title>
        {withOne.length > 0 && (
          <Button
            size="xs"
            onClick={() => {
              onMapping(withSuggestions(mapping, missing));
            }}
          >
            Accept {withOne.length === 1 ? 'the suggestion' : `all ${withOne.length} suggestions`}
          </Button>
        )}
      </Group>
      <Stack gap="sm">
        {missing.map((entry) => (
          <MissingRow
            key={entry.field.name}
            entry={entry}
            columns={columns}
            canNumberRows={canNumberRows}
            mapping={mapping}
            onMapping={onMapping}
          />
        ))}
      </Stack>
    </Paper>
  );
}

function MissingRow({
  entry: { field, suggestions },
  columns,
  canNumberRows,
  mapping,
  onMapping,
}: Omit<MissingProps, 'missing'> & { readonly entry: MissingField }): ReactNode {
  const standIn = STAND_INS[field.name];
  const [assumed, setAssumed] = useState<number | null>(null);
  return (
    <Group align="flex-end" gap="sm">
      <Select
        label={fieldTitle(field.name)}
        description={
          suggestions.length === 0 ? field.meaning : `${field.meaning}. Perhaps ${suggestions.join(' or ')}`
        }
        placeholder="Choose its column"
        w={380}
        searchable
        data={[...columns]}
        value={null}
        onChange={(column) => {
          if (column !== null) onMapping(withColumn(mapping, field.name, column));
        }}
      />
      {field.name === 'employeeId' && canNumberRows && (
        <Button
          variant="default"
          onClick={() => {
            onMapping(withSetting(mapping, 'generatedIds', true));
          }}
        >
          Number the rows instead
        </Button>
      )}
      {standIn !== undefined && (
        <>
          <Text size="sm" pb={8}>
            or
          </Text>
          <NumberInput
            label={standIn.label}
            w={330}
            min={0}
            max={99}
            allowDecimal={false}
            value={assumed ?? ''}
            onChange={(value) => {
              setAssumed(typeof value === 'number' ? value : null);
            }}
          />
          <Button
            variant="default"
            disabled={assumed === null}
            onClick={() => {
              onMapping(withEntry(mapping, 'constants', standIn.field, String(assumed)));
            }}
          >
            Assume it
          </Button>
        </>
      )}
    </Group>
  );
}
