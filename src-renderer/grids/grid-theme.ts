import { themeQuartz } from 'ag-grid-community';

const THEME = themeQuartz.withParams({
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontSize: 13,
  headerFontSize: 13,
  spacing: 5,
  accentColor: '#007373',
});

/** How grids look, by the scheme of colours. */
export const GRID_THEMES = {
  light: THEME,
  dark: THEME.withParams({
    backgroundColor: '#242424',
    foregroundColor: '#e9ecef',
    headerBackgroundColor: '#2e2e2e',
    borderColor: '#424242',
    accentColor: '#2fa6a5',
    browserColorScheme: 'dark',
  }),
};
