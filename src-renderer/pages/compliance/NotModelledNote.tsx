import { Accordion, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { NOT_MODELLED } from './not-modelled.ts';

/** What the tests leave out, folded (P-134), and what the results are (P-135). */
export function NotModelledNote(): ReactNode {
  return (
    <>
      <Accordion variant="contained" order={3}>
        <Accordion.Item value="notModelled">
          <Accordion.Control>What is not modelled</Accordion.Control>
          <Accordion.Panel>
            {NOT_MODELLED.map(({ subject, items }) => (
              <div key={subject}>
                <Text size="sm" fw={600} mt="xs">
                  {subject}
                </Text>
                <List size="sm">
                  {items.map((item) => (
                    <List.Item key={item}>{item}</List.Item>
                  ))}
                </List>
              </div>
            ))}
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
      <Text size="xs" c="dimmed">
        Projections for planning, not a compliance opinion. Corrections are worked out and reported; nothing
        but the limits of sections 402(g), 414(v), 401(a)(17) and 415 is posted to the run.
      </Text>
    </>
  );
}
