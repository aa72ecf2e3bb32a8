import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one colour of the product: teal, dark enough for white text (contrast 5.6 : 1 at shade 8). */
const teal: MantineColorsTuple = [
  '#e3f7f7',
  '#cfecec',
  '#a1d8d7',
  '#6fc3c2',
  '#48b1b0',
  '#2fa6a5',
  '#1fa1a0',
  '#0c8c8b',
  '#007373',
  '#006060',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 7 },
  colors: { teal },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
});
