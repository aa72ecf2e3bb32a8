import { Button, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { isJsonObject, isList, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { valueInYear } from '../../../src-shared/scenario/yearly.ts';
import { editSettings, sealEdit } from '../../state/documents.ts';
import { inputKindAt, type InputKind } from './input-kind.ts';
import { NumberField, RateSlider } from './NumberField.tsx';
import type { Setting } from './sections.ts';
import { firstTable } from './tables/first-table.ts';
import type { CommitValues } from './tables/grid-values.ts';
import { ListInput } from './tables/ListInput.tsx';
import { MatrixInput } from './tables/MatrixInput.tsx';
import { NumbersInput } from './tables/NumbersInput.tsx';
import { RecordInput, RecordsInput } from './tables/RecordInputs.tsx';
import { StepsInput } from './tables/StepsInput.tsx';
import { horizon } from './tables/table-shape.ts';
import { choiceText, valueText } from './value-text.ts';
import { withVariant } from './variants.ts';

interface SettingInputProps {
  readonly setting: Setting;
  readonly document: JsonObject;
  readonly error: string | null;
  /** Shows a slider where one makes sense. */
  readonly hasSlider?: boolean;
}

/** Kinds that need the width of the page. */
export const isWide = (kind: InputKind['kind']): boolean =>
  ['matrix', 'table', 'tables', 'list', 'steps', 'numbers'].includes(kind);

/** The field, switch or table by which a setting is edited. */
export function SettingInput({ setting, document, error, hasSlider = false }: SettingInputProps): ReactNode {
  const { path, pathText, title, value } = setting;
  const kind = inputKindAt(document, path);
  const commit = (next: unknown, unit: Parameters<typeof valueText>[1] = null): void => {
    editSettings(`${title} to ${valueText(next, unit)}`, [{ path, value: next }], pathText);
  };
  /** An edit that stands for itself, as opposed to the steps of typing. */
  const choose = (next: unknown): void => {
    editSettings(`${title} to ${valueText(next, null)}`, [{ path, value: next }]);
  };
  const commitValues: CommitValues = (values, isWhole) => {
    editSettings(`Change ${title.toLowerCase()}`, values, isWhole ? null : pathText);
    if (isWhole) sealEdit();
  };
  const base = { name: setting.baseName, value: setting.baseValue };
  const table = { title, path, value, base, document, onCommit: commitValues };
  switch (kind?.kind) {
    case undefined:
      return null;
    case 'number':
      return (
        <NumberField
          label={title}
          value={typeof value === 'number' ? value : null}
          unit={kind.unit}
          isOptional={kind.isOptional}
          error={error}
          onCommit={(next) => {
            commit(next, kind.unit);
          }}
        />
      );
    case 'yearly':
      return (
        <YearlyInput
          setting={setting}
          document={document}
          error={error}
          hasSlider={hasSlider}
          onCommit={(next) => {
            commit(next, kind.unit);
          }}
          onChoose={choose}
        />
      );
    case 'switch':
      return (
        <Switch
          aria-label={title}
          checked={value === true}
          onChange={(event) => {
            choose(event.currentTarget.checked);
          }}
        />
      );
    case 'optionalSwitch':
      return (
        <Select
          aria-label={title}
          allowDeselect={false}
          data={[
            { value: 'null', label: 'Automatic' },
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]}
          value={String(value)}
          error={error}
          onChange={(next) => {
            choose(next === 'null' ? null : next === 'true');
          }}
        />
      );
    case 'choice':
    case 'variant':
      return (
        <Select
          aria-label={title}
          allowDeselect={false}
          data={kind.choices.map((choice) => ({ value: choice, label: choiceText(choice) }))}
          value={typeof value === 'string' ? value : null}
          error={error}
          onChange={(next) => {
            if (next === null) return;
            if (kind.kind === 'choice') choose(next);
            else
              editSettings(`${title} to ${choiceText(next)}`, [
                { path: path.slice(0, -1), value: withVariant(document, path, next) },
              ]);
          }}
        />
      );
    case 'text':
      return <TextSetting setting={setting} kind={kind} error={error} onCommit={commit} />;
    case 'texts':
      return (
        <TextInput
          aria-label={title}
          description="Separate several with commas."
          value={isList(value) ? value.join(', ') : ''}
          error={error}
          placeholder="All"
          onChange={(event) => {
            const parts = event.currentTarget.value.split(',').map((part) => part.trimStart());
            const texts = parts.length === 1 && parts[0] === '' ? [] : parts;
            commit(kind.areNumbers ? texts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)) : texts);
          }}
          onBlur={sealEdit}
        />
      );
    case 'numbers':
      return <NumbersInput {...table} kind={kind} />;
    case 'matrix':
      return <MatrixInput {...table} kind={kind} />;
    case 'table':
      return <RecordInput {...table} kind={kind} />;
    case 'tables':
      return <RecordsInput {...table} kind={kind} />;
    case 'steps':
      return <StepsInput {...table} kind={kind} />;
    case 'list':
      return <ListInput {...table} kind={kind} />;
    case 'wordOrTable':
      return (
        <Stack gap="xs">
          <Select
            aria-label={title}
            allowDeselect={false}
            data={[
              ...kind.words.map((word) => ({ value: word, label: choiceText(word) })),
              { value: '', label: 'Own values' },
            ]}
            value={typeof value === 'string' ? value : ''}
            error={error}
            onChange={(next) => {
              choose(next === '' ? firstTable(document, path) : next);
            }}
          />
          {typeof value !== 'string' && kind.table.kind === 'numbers' && (
            <NumbersInput {...table} kind={kind.table} />
          )}
          {typeof value !== 'string' && kind.table.kind === 'table' && (
            <RecordInput {...table} kind={kind.table} />
          )}
        </Stack>
      );
  }
}

const PLACEHOLDERS: Readonly<Record<string, string>> = { date: 'yyyy-mm-dd', 'month and day': 'mm-dd' };

function TextSetting({
  setting,
  kind,
  error,
  onCommit,
}: {
  readonly setting: Setting;
  readonly kind: Extract<InputKind, { kind: 'text' }>;
  readonly error: string | null;
  readonly onCommit: (value: unknown) => void;
}): ReactNode {
  const shared = {
    'aria-label': setting.title,
    value: typeof setting.value === 'string' ? setting.value : '',
    error,
    placeholder: kind.isOptional ? 'None' : kind.unit === null ? '' : (PLACEHOLDERS[kind.unit] ?? ''),
    onBlur: sealEdit,
  };
  if (setting.path.at(-1) === 'description')
    return (
      <Textarea
        {...shared}
        autosize
        minRows={3}
        onChange={(event) => {
          onCommit(event.currentTarget.value);
        }}
      />
    );
  return (
    <TextInput
      {...shared}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onCommit(kind.isOptional && value === '' ? null : value);
      }}
    />
  );
}

interface YearlyInputProps extends SettingInputProps {
  readonly onCommit: (value: number | null) => void;
  readonly onChoose: (value: unknown) => void;
}

/** One value for all years, or one for each (W-28). */
function YearlyInput(props: YearlyInputProps): ReactNode {
  const { setting, document, error, hasSlider = false, onCommit, onChoose } = props;
  const { title, value, path, minimum, maximum } = setting;
  const years = horizon(document);
  if (isJsonObject(value)) {
    const numbers = Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
    const at = (year: number): number => (Object.keys(numbers).length === 0 ? 0 : valueInYear(numbers, year));
    return (
      <Stack gap={6}>
        {years.map((year) => (
          <YearField
            key={year}
            year={year}
            title={title}
            value={at(year)}
            error={error}
            onCommit={(next) => {
              const all = Object.fromEntries(years.map((each) => [String(each), at(each)]));
              editSettings(
                `${title} in ${year} to ${valueText(next, 'fraction')}`,
                [{ path, value: { ...all, [String(year)]: next } }],
                `${setting.pathText}.${year}`,
              );
            }}
          />
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            onChoose(at(years[0] ?? 0));
          }}
        >
          One value for all years
        </Button>
      </Stack>
    );
  }
  const single = typeof value === 'number' ? value : null;
  return (
    <Stack gap={6}>
      <NumberField
        label={title}
        value={single}
        unit="fraction"
        isOptional={false}
        error={error}
        onCommit={onCommit}
      />
      {hasSlider && single !== null && (
        <RateSlider
          label={`${title}, slider`}
          value={single}
          minimum={minimum ?? 0}
          maximum={maximum ?? 1}
          onCommit={onCommit}
        />
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`${title}: set by year`}
        onClick={() => {
          onChoose(Object.fromEntries(years.map((year) => [String(year), single ?? 0])));
        }}
      >
        Set by year
      </Button>
    </Stack>
  );
}

function YearField({
  year,
  title,
  value,
  error,
  onCommit,
}: {
  readonly year: number;
  readonly title: string;
  readonly value: number;
  readonly error: string | null;
  readonly onCommit: (value: number | null) => void;
}): ReactNode {
  return (
    <NumberField
      label={`${title} in ${year}`}
      value={value}
      unit="fraction"
      isOptional={false}
      error={error}
      onCommit={onCommit}
    />
  );
}
