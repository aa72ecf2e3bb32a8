import { Select, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Preferences } from '../../src-shared/api/application.ts';
import { dayInWords, exactMoney, money, percent, people } from '../components/format.ts';
import { changePreferences, useSession } from '../state/session.ts';
import { THEME_CHOICES } from './theme-choices.ts';

const SYSTEM = 'system';

/** Formats that are offered by name; any other comes with the system. */
const LOCALES = [
  'en-US',
  'en-GB',
  'en-CA',
  'fr-CA',
  'es-US',
  'es-MX',
  'pt-BR',
  'de-DE',
  'de-CH',
  'fr-FR',
  'it-IT',
  'nl-NL',
  'sv-SE',
  'pl-PL',
  'en-IN',
  'ja-JP',
] as const;

const names = new Intl.DisplayNames(['en'], { type: 'language', languageDisplay: 'standard' });

/** The formats to choose from; one that came from elsewhere, such as a file of an earlier version, stays choosable. */
function localeChoices(chosen: string | null): readonly { readonly value: string; readonly label: string }[] {
  const known: readonly string[] = LOCALES;
  const tags = chosen === null || known.includes(chosen) ? known : [...known, chosen];
  return [
    { value: SYSTEM, label: 'As the system has them' },
    ...tags.map((tag) => ({ value: tag, label: names.of(tag) ?? tag })),
  ];
}

/** How figures look in the chosen formats. */
function Examples(): ReactNode {
  const examples: readonly (readonly [string, string])[] = [
    ['People', people(1_234_567)],
    ['Money', `${money(123_456_789)}, exactly ${exactMoney(123_456_789)}`],
    ['Rate', percent(0.125)],
    ['Date', dayInWords('2026-11-24')],
  ];
  return (
    <Table variant="vertical" layout="auto" aria-label="Examples">
      <Table.Tbody>
        {examples.map(([label, example]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row">{label}</Table.Th>
            <Table.Td>{example}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What the user prefers for the application as a whole; every change applies at once. */
export function SettingsPanel(): ReactNode {
  const session = useSession();
  if (session.status !== 'connected') return null;
  const { theme, locale }: Preferences = session.preferences;
  return (
    <Stack>
      <div>
        <Text size="sm" fw={500} mb={4}>
          Theme
        </Text>
        <SegmentedControl
          aria-label="Theme of the application"
          value={theme}
          data={[...THEME_CHOICES]}
          onChange={(next) => void changePreferences({ theme: next })}
        />
      </div>
      <Select
        label="Numbers and dates"
        description="How they are written everywhere, and how typed numbers are read. Money stays in US dollars; files and exports keep their own formats."
        data={[...localeChoices(locale)]}
        value={locale ?? SYSTEM}
        allowDeselect={false}
        searchable
        onChange={(next) => {
          if (next !== null) void changePreferences({ locale: next === SYSTEM ? null : next });
        }}
      />
      <Examples />
    </Stack>
  );
}
