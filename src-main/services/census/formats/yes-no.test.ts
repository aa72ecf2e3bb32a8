import { describe, expect, it } from 'vitest';
import { inferYesNo, parseYesNo } from './yes-no.ts';

describe('parseYesNo', () => {
  it('W-19 reads the tokens case-blind and nothing else', () => {
    const yes = 'y yes true t 1 active a employed leave loa eligible enrolled'.split(' ');
    const no = 'n no false f 0 inactive i terminated term separated retired deceased ineligible'.split(' ');
    for (const token of yes) expect(parseYesNo(token.toUpperCase()), token).toBe(true);
    for (const token of no) expect(parseYesNo(` ${token} `), token).toBe(false);
    for (const text of ['', 'maybe', 'on leave', '2', 'ja']) expect(parseYesNo(text), text).toBeNull();
  });

  it('W-16 a mapping adds tokens and overrides them', () => {
    const tokens = { yes: ['On leave'], no: ['T'] };
    expect(parseYesNo('on LEAVE', tokens)).toBe(true);
    expect(parseYesNo('t', tokens)).toBe(false);
    expect(parseYesNo('yes', tokens)).toBe(true);
  });
});

describe('inferYesNo', () => {
  it('W-16 is high from 98 % of the cells on', () => {
    expect(inferYesNo(['Y', 'n', ''])).toEqual({ confidence: 'high', unknown: [], isTAmbiguous: false });
    expect(inferYesNo(['Y', 'on leave', 'LWP'], [98, 1, 1])).toEqual({
      confidence: 'high',
      unknown: ['LWP', 'on leave'],
      isTAmbiguous: false,
    });
    expect(inferYesNo(['Y', 'on leave'], [97, 3]).confidence).toBe('low');
  });

  it('W-19 T beside employment words may mean terminated', () => {
    expect(inferYesNo(['A', 'T'])).toEqual({ confidence: 'low', unknown: [], isTAmbiguous: true });
    expect(inferYesNo(['T', 'F']).confidence).toBe('high');
  });
});
