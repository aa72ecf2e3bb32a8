import { describe, expect, it } from 'vitest';
import { inferMark, parseAmount, parseMoney } from './money-format.ts';

describe('parseMoney', () => {
  it('W-19 the later of two marks in one cell is the decimal mark of the column', () => {
    expect(parseMoney(['1.234,56', '65,5'])).toEqual({
      mark: ',',
      confidence: 'high',
      amounts: ['1234.56', '65.5'],
    });
    expect(parseMoney(['1,234.56', '900'])).toEqual({
      mark: '.',
      confidence: 'high',
      amounts: ['1234.56', '900'],
    });
  });

  it('W-19 a single kind of mark before exactly three digits groups', () => {
    expect(parseMoney(['65,000'])).toEqual({ mark: '.', confidence: 'high', amounts: ['65000'] });
    expect(parseMoney(['65.000'])).toEqual({ mark: ',', confidence: 'low', amounts: ['65000'] });
    expect(parseMoney(['1.234.567', '65.000']).amounts).toEqual(['1234567', '65000']);
  });

  it('W-19 otherwise the mark is the decimal mark', () => {
    expect(parseMoney(['28.50', '31.00', '24.75'])).toEqual({
      mark: '.',
      confidence: 'high',
      amounts: ['28.50', '31.00', '24.75'],
    });
    expect(inferMark(['28,5', '31,000'])).toEqual({ mark: ',', confidence: 'high' });
    expect(inferMark(['65000.125', '70000.500'])).toEqual({ mark: '.', confidence: 'high' });
    expect(inferMark(['0.125'])).toEqual({ mark: '.', confidence: 'high' });
    expect(inferMark(['100', '200'])).toEqual({ mark: '.', confidence: 'high' });
  });

  it('W-19 both kinds in different cells: the consistent reading, else low', () => {
    expect(inferMark(['65,000', '28.50'])).toEqual({ mark: '.', confidence: 'high' });
    expect(inferMark(['65.000', '28,50'])).toEqual({ mark: ',', confidence: 'high' });
    expect(inferMark(['65,000', '70.000'])).toEqual({ mark: '.', confidence: 'low' });
    expect(inferMark(['1.234,56', '1,234.56'])).toEqual({ mark: '.', confidence: 'low' });
  });

  it('W-19 strips currency and blanks, and reads three ways of writing a negative amount', () => {
    expect(parseMoney(['$ 1,234.50', 'USD 65', '65 EUR', '€7', "1'234.50", '£1 234.50']).amounts).toEqual([
      '1234.50',
      '65',
      '65',
      '7',
      '1234.50',
      '1234.50',
    ]);
    expect(parseMoney(['(12)', '12-', '-12', '($12.00)', '−12', '+12']).amounts).toEqual([
      '-12',
      '-12',
      '-12',
      '-12.00',
      '-12',
      '12',
    ]);
  });

  it('W-19 refuses what is no amount', () => {
    for (const text of ['', 'abc', '65k', '1.2.3', '12,34', '1,2345', '-', '()', '$', '--5', '5%'])
      expect(parseAmount(text, '.'), text).toBeNull();
    expect(parseAmount('1,234.56', ',')).toBeNull();
  });
});
