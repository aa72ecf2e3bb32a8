import { Skeleton } from '@mantine/core';

/** Where something will stand that is still being read; says so to a screen reader, which a bare skeleton must not. */
export function Placeholder({ height, label }: { readonly height: number; readonly label: string }) {
  return <Skeleton h={height} role="status" aria-label={label} />;
}
