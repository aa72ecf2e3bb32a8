import { Anchor, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DesignFinding } from '../../../src-shared/compliance.ts';
import { people } from '../../components/format.ts';
import { fragmentOf, placeTo } from '../../state/navigation.ts';
import { SECTION_TITLES } from './section-titles.ts';
import { EFFECT_WORDS, findingWords } from './finding-words.ts';
import { ToneIcon } from './tone.tsx';

/** What the checks of section 25 find about the design in force, and what to do about it. */
export function Findings({
  designId,
  findings,
}: {
  readonly designId: string;
  readonly findings: readonly DesignFinding[];
}): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-label="Findings about the design">
      <Title order={3} size="h5" mb="xs">
        Findings about the design in force, “{designId}”
      </Title>
      {findings.length === 0 ? (
        <Group gap={6}>
          <ToneIcon tone="pass" />
          <Text size="sm">
            The checks of safe harbors, automatic enrolment, vesting and eligibility find nothing (P-118).
          </Text>
        </Group>
      ) : (
        <Stack gap="sm">
          {findings.map((finding) => (
            <Finding key={finding.code} {...finding} />
          ))}
        </Stack>
      )}
    </Paper>
  );
}

function Finding({ code, effect, people: concerned }: DesignFinding): ReactNode {
  const { what, fix, section } = findingWords(code);
  return (
    <Group wrap="nowrap" align="flex-start" gap="xs">
      <ToneIcon tone={effect === 'W' ? 'act' : 'fail'} />
      <div>
        <Text size="sm" fw={600}>
          {what}
          {concerned === null
            ? ''
            : ` It is about ${people(concerned)} ${concerned === 1 ? 'person' : 'people'}.`}
        </Text>
        <Group gap="xs">
          <Badge size="sm" variant="outline" color={effect === 'W' ? 'gray' : 'red'} tt="none">
            {EFFECT_WORDS[effect]}
          </Badge>
          <Text size="xs" c="dimmed">
            {code}, rule P-118
          </Text>
        </Group>
        <Text size="sm">
          {fix}{' '}
          <Anchor href={fragmentOf(placeTo('scenario', [section]))}>Open {SECTION_TITLES[section]}</Anchor>
        </Text>
      </div>
    </Group>
  );
}
