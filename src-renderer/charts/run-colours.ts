import type { ChartColours } from './colours.ts';

/**
 * The colour of a run in a comparison: grey for the base (index 0), then the alternatives in the order in which they
 * were chosen. The hues are those of Okabe and Ito without vermilion, which the product keeps for problems, darkened or
 * lightened to 3 : 1 on their ground.
 */
export function runColour(index: number, colours: ChartColours): string {
  if (index === 0) return colours.neutral;
  const { alternatives } = colours;
  return alternatives[(index - 1) % alternatives.length] ?? colours.neutral;
}
