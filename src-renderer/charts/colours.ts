/** Colours of charts: one meaning each in the whole product, told apart by colour-blind readers, 3 : 1 on their ground. */
export interface ChartColours {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly ground: string;
  readonly hires: string;
  readonly leavers: string;
  readonly pay: string;
  /** What the plan costs the employer, and its parts. */
  readonly employer: string;
  readonly employerLight: string;
  /** Money of employees. */
  readonly employee: string;
  /** The base, the opening, what is not in question. */
  readonly neutral: string;
  /** Alternatives of a comparison in their order: blue, orange, green, purple, sky, gold, text (run-colours.ts). */
  readonly alternatives: readonly string[];
}

const LIGHT: ChartColours = {
  text: '#212529',
  muted: '#5c636a',
  line: '#dee2e6',
  ground: '#ffffff',
  hires: '#00806f',
  leavers: '#c26a00',
  pay: '#0072b2',
  employer: '#8f4585',
  employerLight: '#c07ab5',
  employee: '#2f8ac4',
  neutral: '#7d858d',
  alternatives: ['#0057b8', '#c27c00', '#00795a', '#a0308c', '#2f8ac4', '#5f5600', '#212529'],
};

const DARK: ChartColours = {
  text: '#e9ecef',
  muted: '#b2b8be',
  line: '#424242',
  ground: '#242424',
  hires: '#2fb5a3',
  leavers: '#e69f00',
  pay: '#5aa9e6',
  employer: '#cc79a7',
  employerLight: '#9c5d86',
  employee: '#7cc8f2',
  neutral: '#8b9299',
  alternatives: ['#3f6df0', '#cd7528', '#21d492', '#f7b1ec', '#2598e9', '#dccc2d', '#ffffff'],
};

export const chartColours = (scheme: 'light' | 'dark'): ChartColours => (scheme === 'dark' ? DARK : LIGHT);
