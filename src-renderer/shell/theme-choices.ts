import { THEMES, type Preferences } from '../../src-shared/api/application.ts';

const THEME_NAMES: Readonly<Record<Preferences['theme'], string>> = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
};

/** The themes, as a control lists them. */
export const THEME_CHOICES = THEMES.map((theme) => ({ value: theme, label: THEME_NAMES[theme] }));
