import { Box, NavLink, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { perform } from '../actions/perform.ts';
import { PAGES } from '../pages/registry.ts';
import { fragmentOf, placeTo, useNavigation } from '../state/navigation.ts';
import { changePreferences, useIsReader, useSession } from '../state/session.ts';
import { THEME_CHOICES } from './theme-choices.ts';

/** The places of the application. */
export function Sidebar(): ReactNode {
  const readsOnly = useIsReader();
  const shown = useNavigation((place) => place.pageId);
  const pageId = PAGES.find((page) => page.pageId === shown)?.belongsTo ?? shown;
  return (
    <Stack h="100%" justify="space-between" gap="md">
      <Box component="nav" aria-label="Places">
        {PAGES.filter(
          ({ belongsTo, isForOwner }) => belongsTo === undefined && !(readsOnly && isForOwner === true),
        ).map(({ pageId: id, title, icon: Icon }) => (
          <NavLink
            key={id}
            href={fragmentOf(placeTo(id))}
            label={title}
            active={id === pageId}
            aria-current={id === pageId ? 'page' : undefined}
            leftSection={<Icon size={18} stroke={1.6} />}
            px="sm"
            py={7}
          />
        ))}
      </Box>
      <Foot />
    </Stack>
  );
}

function Foot(): ReactNode {
  const session = useSession();
  if (session.status !== 'connected') return null;
  const { health, preferences, info } = session;
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Theme"
        value={preferences.theme}
        data={[...THEME_CHOICES]}
        onChange={(theme) => void changePreferences({ theme })}
      />
      <UnstyledButton
        px={4}
        onClick={() => {
          perform('settings.open');
        }}
      >
        <Text size="xs">Settings</Text>
      </UnstyledButton>
      {info.access === 'owner' && (
        <UnstyledButton
          px={4}
          onClick={() => {
            perform('help.about');
          }}
        >
          <Text
            size="xs"
            c={health?.healthy === false ? 'var(--mantine-color-error)' : 'dimmed'}
            aria-live="polite"
          >
            {health === null
              ? 'Examining the workspace …'
              : health.healthy
                ? 'Everything is in order.'
                : 'Something is wrong. See what …'}
          </Text>
        </UnstyledButton>
      )}
    </Stack>
  );
}
