import type { GridColumn, GridSelection } from '../../src-shared/api/results.ts';
import { bandName } from '../components/band-name.ts';
import { words, type Vocabulary } from '../components/words.ts';

type Relation = GridSelection['relation'];

/** The columns whose texts are codes of closed lists. */
const VOCABULARIES: Readonly<Record<Relation, Readonly<Record<string, Vocabulary>>>> = {
  events: { type: 'eventType', category: 'eventCategory', reason: 'eventReason' },
  snapshot: {
    status: 'detailedStatus',
    terminationReason: 'terminationReason',
    flsa: 'flsaStatus',
    planStatus: 'planStatus',
    enrollmentSource: 'enrollmentSource',
    matchReason: 'matchReason',
    deferralLimit: 'deferralLimit',
  },
};

const BANDS: ReadonlySet<string> = new Set(['ageBand', 'tenureBand']);

/** What a text of a column is called: a code in plain words, a text of the user as it is. */
export function textWords(relation: Relation, column: string, text: string): string {
  if (BANDS.has(column)) return bandName(text);
  const vocabulary = VOCABULARIES[relation][column];
  return vocabulary === undefined ? text : words(vocabulary, text);
}

/** Whether the column holds codes, which a tooltip and a file show as they are stored. */
export const hasCodes = (relation: Relation, column: string): boolean =>
  VOCABULARIES[relation][column] !== undefined || BANDS.has(column);

/** What a value that a `oneOf` condition names is called; null is none. */
export function valueWords(relation: Relation, { name, kind }: GridColumn, value: string | null): string {
  if (value === null) return 'Blank';
  if (kind === 'yesNo') return value === '0' ? 'No' : 'Yes';
  return value === '' ? 'Empty text' : textWords(relation, name, value);
}
