import { describe, expect, it } from 'vitest';
import { fillDocument, parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { applyDelta, deltaOf, type SettingPath } from '../../state/delta.ts';
import { inputKindAt } from './input-kind.ts';
import { withVariant } from './variants.ts';

const DEFAULT = fillDocument({}).document;
const TAGS: readonly SettingPath[] = [
  ['planDesigns', 0, 'match', 'type'],
  ['planDesigns', 0, 'core', 'type'],
  ['compensation', 'promotion', 'timing', 'kind'],
  ['compensation', 'merit', 'timing', 'kind'],
];

describe('P-65, P-71, W-50, W-52 another type', () => {
  for (const path of TAGS) {
    it(`of ${path.join('.')} gives a valid scenario, whichever it is and was`, () => {
      const kind = inputKindAt(DEFAULT, path);
      const choices = kind?.kind === 'variant' ? kind.choices : [];
      expect(choices.length).toBeGreaterThan(1);
      let document = DEFAULT;
      for (const type of [...choices, ...[...choices].reverse()]) {
        const value = withVariant(document, path, type);
        const delta = deltaOf(document, type, [{ path: path.slice(0, -1), value }]);
        if (delta !== null) document = applyDelta(document, delta);
        expect(value).toMatchObject({ [String(path.at(-1))]: type });
        expect(() => parseScenario(document)).not.toThrow();
      }
    });
  }

  it('keeps what all types share', () => {
    const document = fillDocument({
      planDesigns: [{ id: 'a', name: 'A', match: { type: 'tiered', dollarCap: 500 } }],
    }).document;
    expect(withVariant(document, ['planDesigns', 0, 'match', 'type'], 'none')).toMatchObject({
      dollarCap: 500,
    });
  });
});
