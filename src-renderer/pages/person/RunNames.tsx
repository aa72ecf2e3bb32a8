import type { ReactNode } from 'react';

/** The head of a table that sets runs side by side: their names over the columns. */
export function RunNames({ names }: { readonly names: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr>
        <td />
        {names.map((name, index) => (
          <th key={index} scope="col" title={name}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
