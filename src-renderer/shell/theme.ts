import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

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
  primaryShade: 8,
  colors: { teal },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
});

/** Secondary text that can be read (at least 4.5 : 1), and the one colour that each kind of figure has everywhere. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#575e66',
    '--mantine-color-placeholder': '#6a727a',
    '--mantine-color-error': '#b3261e',
    // Titles of notices: yellow on its own tint cannot be read.
    '--mantine-color-yellow-light-color': '#7a4f00',
    '--pa-surface': '#f7f8f9',
    '--pa-line': '#dfe3e6',
    '--pa-changed': '#8a5a00',
    '--pa-heat': '0, 115, 115',
    '--pa-heat-strength': '1',
  },
  dark: {
    '--mantine-color-dimmed': '#b3b8bd',
    '--mantine-color-placeholder': '#9aa0a6',
    '--mantine-color-error': '#ff9c94',
    '--pa-surface': '#1f1f1f',
    '--pa-line': '#3a3a3a',
    '--pa-changed': '#f0c36a',
    '--pa-heat': '63, 193, 192',
    '--pa-heat-strength': '0.55',
  },
});
