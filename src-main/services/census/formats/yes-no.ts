import { countAt, isFit, type CellCounts, type Confidence } from './confidence.ts';

/** Yes/no tokens of W-19, compared in lower case. */
const YES = ['y', 'yes', 'true', 't', '1', 'active', 'a', 'employed', 'leave', 'loa', 'eligible', 'enrolled'];
const NO = [
  'n',
  'no',
  'false',
  'f',
  '0',
  'inactive',
  'i',
  'terminated',
  'term',
  'separated',
  'retired',
  'deceased',
  'ineligible',
];
const MEANING: ReadonlyMap<string, boolean> = new Map([
  ...YES.map((token): [string, boolean] => [token, true]),
  ...NO.map((token): [string, boolean] => [token, false]),
]);

/** Texts that a mapping adds to the tokens, or gives another meaning. */
export interface YesNoTokens {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** Yes or no of a token, case-blind (W-19); null for any other text. */
export function parseYesNo(text: string, extra?: YesNoTokens): boolean | null {
  const token = text.trim().toLowerCase();
  const holds = (list: readonly string[]): boolean =>
    list.some((entry) => entry.trim().toLowerCase() === token);
  if (extra !== undefined && holds(extra.yes)) return true;
  if (extra !== undefined && holds(extra.no)) return false;
  return MEANING.get(token) ?? null;
}

export interface YesNoInference {
  readonly confidence: Confidence;
  /** Distinct texts that are no token, at most ten, ascending. */
  readonly unknown: readonly string[];
  /** `T` beside employment words says "terminated" to its author and "true" to W-19. */
  readonly isTAmbiguous: boolean;
}

/**
 * How well a column can be read as yes/no (W-16, W-19): `high` when at least 98 % of its cells are tokens and none of
 * them is a `T` among words like active and leave. `counts`: cells per text, else one each.
 */
export function inferYesNo(values: readonly string[], counts?: CellCounts): YesNoInference {
  let cells = 0;
  let readable = 0;
  const unknown = new Set<string>();
  const tokens = new Set<string>();
  values.forEach((value, index) => {
    const token = value.trim().toLowerCase();
    if (token === '') return;
    const count = countAt(counts, index);
    cells += count;
    if (MEANING.has(token)) {
      readable += count;
      tokens.add(token);
    } else unknown.add(value.trim());
  });
  const isTAmbiguous =
    tokens.has('t') &&
    ['a', 'i', 'active', 'inactive', 'employed', 'leave', 'loa'].some((token) => tokens.has(token));
  return {
    confidence: isFit(readable, cells) && !isTAmbiguous ? 'high' : 'low',
    unknown: [...unknown].sort().slice(0, 10),
    isTAmbiguous,
  };
}
