import { Anchor, Table, Text } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import type { DifferenceSection } from './differences.ts';
import classes from './scenario.module.css';

/** A column behind the two values. */
interface NoteColumn {
  readonly title: string;
  readonly of: (path: string) => ReactNode;
}

/** Settings that differ, by section: old and new value beside each other. */
export function DifferenceTable({
  label,
  before,
  after,
  sections,
  note,
  onShow,
}: {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly sections: readonly DifferenceSection[];
  readonly note?: NoteColumn;
  /** Shows a setting in the editor. */
  readonly onShow?: (path: string) => void;
}): ReactNode {
  return (
    <div className={classes['scroll']}>
      <Table aria-label={label} verticalSpacing={5} className={classes['differences'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Setting</Table.Th>
            <Table.Th scope="col">{before}</Table.Th>
            <Table.Th scope="col">{after}</Table.Th>
            {note !== undefined && <Table.Th scope="col">{note.title}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sections.map(({ sectionId, title, rows }) => (
            <Fragment key={sectionId}>
              <Table.Tr>
                <Table.Th scope="rowgroup" colSpan={note === undefined ? 3 : 4} pt="sm">
                  <Text size="sm" fw={650} component="span">
                    {title}
                  </Text>
                </Table.Th>
              </Table.Tr>
              {rows.map((row) => (
                <Table.Tr key={row.path}>
                  <Table.Td title={row.path}>
                    {onShow === undefined ? (
                      row.label
                    ) : (
                      <Anchor
                        component="button"
                        type="button"
                        size="sm"
                        ta="left"
                        onClick={() => {
                          onShow(row.path);
                        }}
                      >
                        {row.label}
                      </Anchor>
                    )}
                  </Table.Td>
                  <Table.Td>{row.before}</Table.Td>
                  <Table.Td fw={600}>{row.after}</Table.Td>
                  {note !== undefined && <Table.Td>{note.of(row.path)}</Table.Td>}
                </Table.Tr>
              ))}
            </Fragment>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
