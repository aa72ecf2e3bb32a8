import { Slider, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SettingUnit } from '../../../src-shared/scenario/fields.ts';
import { sealEdit } from '../../state/documents.ts';
import { useDraft, type Reading } from './use-draft.ts';
import { numberText, readNumber, unitSuffix } from './value-text.ts';
import classes from './scenario.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly unit: SettingUnit | null;
  readonly isOptional: boolean;
  readonly error: string | null;
  readonly onCommit: (value: number | null) => void;
  readonly describedBy?: string;
}

/** A number with its unit, right-aligned; it takes effect while it is typed. */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, value, unit, isOptional, error, onCommit, describedBy } = props;
  const read = (text: string): Reading<number | null> => {
    if (text.trim() === '') return isOptional ? { value: null } : { problem: 'Type a number.' };
    const number = readNumber(text, unit);
    return number === null ? { problem: `“${text.trim()}” is not a number.` } : { value: number };
  };
  const draft = useDraft<number | null>(
    value,
    (present) => (present === null ? '' : numberText(present, unit)),
    read,
    onCommit,
  );
  const suffix = unitSuffix(unit);
  return (
    <TextInput
      aria-label={suffix === '' ? label : `${label}, ${suffix}`}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      classNames={{ input: classes['alignRight'] ?? '' }}
      inputMode="decimal"
      size="sm"
      value={draft.text}
      placeholder={isOptional ? 'None' : ''}
      error={draft.problem ?? error}
      rightSection={
        suffix === '' ? null : (
          <Text size="xs" c="dimmed" component="span" aria-hidden>
            {suffix}
          </Text>
        )
      }
      rightSectionWidth={suffix.length > 2 ? 12 + 7 * suffix.length : 30}
      onChange={(event) => {
        draft.type(event.currentTarget.value);
      }}
      onBlur={draft.leave}
      onKeyDown={(event) => {
        if (event.key === 'Escape') draft.drop();
        if (event.key === 'Enter') draft.leave();
      }}
    />
  );
}

const STEPS = 0.0025;

/** A slider for a rate around where rates usually are. */
export function RateSlider({
  label,
  value,
  minimum,
  maximum,
  onCommit,
}: {
  readonly label: string;
  readonly value: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly onCommit: (value: number) => void;
}): ReactNode {
  const low = Math.min(value, Math.max(minimum, -0.1));
  const high = Math.max(value, Math.min(maximum, minimum < 0 ? 0.2 : 0.4));
  return (
    <Slider
      thumbLabel={label}
      size="sm"
      min={low}
      max={high}
      step={STEPS}
      value={value}
      label={(present) => `${numberText(present, 'fraction')}%`}
      onChange={(present) => {
        onCommit(Number(present.toPrecision(6)));
      }}
      onChangeEnd={sealEdit}
    />
  );
}
