import { Group, Text } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconCircleXFilled,
  IconHelpCircle,
  IconInfoCircle,
  IconTool,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import classes from './compliance.module.css';
import type { Tone } from './verdicts.ts';

const ICONS: Readonly<Record<Tone, ComponentType<{ readonly size?: number; readonly className?: string }>>> =
  {
    pass: IconCircleCheckFilled,
    fail: IconCircleXFilled,
    act: IconAlertTriangleFilled,
    done: IconTool,
    exempt: IconCircleMinus,
    open: IconHelpCircle,
    fact: IconInfoCircle,
  };

/** The sign of a tone; the words beside it say the same. */
export function ToneIcon({ tone, size = 18 }: { readonly tone: Tone; readonly size?: number }): ReactNode {
  const Icon = ICONS[tone];
  return (
    <span className={classes['sign'] ?? ''} data-tone={tone} aria-hidden="true">
      <Icon size={size} />
    </span>
  );
}

/** A result: its sign and its words. */
export function Result({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactNode {
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <ToneIcon tone={tone} />
      <Text span size="sm" fw={tone === 'fail' || tone === 'act' ? 600 : 400}>
        {children}
      </Text>
    </Group>
  );
}
