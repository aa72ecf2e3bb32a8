import { describe, expect, it } from 'vitest';
import { choicesOf, selectionInView } from './people-view.ts';

describe('the people that an address names', () => {
  it('are those whom a correction concerns, the largest first, where it says nothing', () => {
    expect(selectionInView('r', 2027, 'adp', true, {})).toEqual({
      selection: {
        runId: 'r',
        year: 2027,
        test: 'adp',
        choice: 'corrected',
        part: 'deferrals',
        standing: null,
        search: '',
        sort: 'refundCents',
        isDescending: true,
      },
      page: 1,
    });
    expect(selectionInView('r', 2027, 'adp', false, {}).selection).toMatchObject({
      choice: 'hce',
      sort: 'basisPoints',
    });
    expect(selectionInView('r', 2027, 'hce', false, {}).selection.sort).toBe('payCents');
  });

  it('are taken from it, as far as it makes sense', () => {
    const view = { who: 'nhce', find: 'E1', sort: 'employeeId', page: '3', part: 'core', as: 'benefiting' };
    expect(selectionInView('r', 2027, 'coverage', false, view)).toMatchObject({
      selection: {
        choice: 'nhce',
        search: 'E1',
        sort: 'employeeId',
        isDescending: false,
        part: 'core',
        standing: 'benefiting',
      },
      page: 3,
    });
    const wrong = { who: 'key', sort: '-nothing', page: '-1', part: 'x', as: 'benefiting' };
    expect(selectionInView('r', 2027, 'adp', false, wrong)).toMatchObject({
      selection: {
        choice: 'hce',
        sort: 'basisPoints',
        isDescending: true,
        part: 'deferrals',
        standing: null,
      },
      page: 1,
    });
  });

  it('can be chosen by what a test tells apart', () => {
    const labels = (...of: Parameters<typeof choicesOf>): readonly string[] =>
      choicesOf(...of).map(({ label }) => label);
    expect(labels('hce', false)).toEqual(['All']);
    expect(labels('topHeavy', true)).toEqual(['Owed a minimum', 'Key employees', 'All']);
    expect(labels('additions', false)).toEqual(['All']);
    expect(labels('acp', true)).toEqual(['Corrected', 'HCEs', 'NHCEs', 'All']);
    expect(labels('amounts', false)).toEqual(['All', 'HCEs', 'NHCEs']);
  });
});
