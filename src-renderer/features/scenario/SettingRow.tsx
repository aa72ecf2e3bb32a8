import { Button, Group, Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ScenarioReading } from '../../../src-shared/api/scenarios.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { editSettings } from '../../state/documents.ts';
import { inputKindAt } from './input-kind.ts';
import type { Setting } from './sections.ts';
import { isWide, SettingInput } from './SettingInput.tsx';
import { numberWithUnit, valueText } from './value-text.ts';
import classes from './scenario.module.css';

/** What is wrong with a setting; null when nothing is. */
function problemOf(reading: ScenarioReading, pathText: string): string | null {
  const found = reading.findings.filter(
    ({ setting }) =>
      setting === pathText || setting.startsWith(`${pathText}.`) || setting.startsWith(`${pathText}[`),
  );
  if (found.length === 0) return null;
  return found
    .map(({ setting, message }) => {
      const within = setting.slice(pathText.length).replace(/^\./, '');
      return within === '' ? message : `${within}: ${message}`;
    })
    .join('; ');
}

/** The bounds of a setting in words; empty when it has none. */
function rangeText({ minimum, maximum }: Setting, unit: Parameters<typeof numberWithUnit>[1]): string {
  if (minimum === null || maximum === null || maximum >= 1_000_000) return '';
  return `${numberWithUnit(minimum, unit)} to ${numberWithUnit(maximum, unit)}`;
}

interface SettingRowProps {
  readonly setting: Setting;
  readonly document: JsonObject;
  readonly reading: ScenarioReading;
  readonly hasSlider: boolean;
}

/** A setting with its help, its default and a way back to it. */
export function SettingRow({ setting, document, reading, hasSlider }: SettingRowProps): ReactNode {
  const { title, help, rule, path, baseValue, baseName, isChanged, pathText } = setting;
  const differs = `Differs from the ${baseName}`;
  const kind = inputKindAt(document, path);
  if (kind === null) return null;
  const unit = 'unit' in kind ? kind.unit : null;
  const problem = problemOf(reading, pathText);
  const range = ['number', 'yearly'].includes(kind.kind) ? rangeText(setting, unit) : '';
  const wide = isWide(kind.kind);
  const reset = (): void => {
    editSettings(`Reset ${title.toLowerCase()}`, [{ path, value: baseValue }]);
  };
  return (
    <div className={classes['row']} data-setting={pathText}>
      <div className={wide ? classes['wide'] : undefined}>
        <Group gap={6} align="baseline">
          {isChanged && (
            <Tooltip label={differs} transitionProps={{ duration: 0 }}>
              <span className={classes['changed']} role="img" aria-label={differs}>
                ●
              </span>
            </Tooltip>
          )}
          <Text size="sm" fw={550}>
            {title}
          </Text>
          {rule !== '' && (
            <Text size="xs" c="dimmed" title="Rule of the methodology">
              {rule}
            </Text>
          )}
        </Group>
        <Text size="xs" c="dimmed" lh={1.4}>
          {kind.kind === 'variant' ? 'The other settings follow from it.' : help}
          {range !== '' && ` ${range}.`}
        </Text>
        {isChanged && (
          <Group gap={8} mt={2}>
            <Text size="xs" className={classes['changed'] ?? ''}>
              {baseName === 'parent' ? 'Parent' : 'Default'}: {valueText(baseValue, unit)}
            </Text>
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={reset}
              aria-label={`Reset ${title} to its ${baseName}`}
            >
              Reset
            </Button>
          </Group>
        )}
        {wide && problem !== null && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        )}
      </div>
      <div className={wide ? classes['wide'] : undefined}>
        <SettingInput
          setting={setting}
          document={document}
          error={wide ? null : problem}
          hasSlider={hasSlider}
        />
      </div>
    </div>
  );
}
