import { expect, it } from 'vitest';
import { bandName } from './band-name.ts';

it('puts the ids of bands into words and keeps names that say something else', () => {
  expect(['under-25', '25-34', '65-plus', 'Trainees', 'under-age', '2-4-6'].map(bandName)).toEqual([
    'Under 25',
    '25–34',
    '65 and over',
    'Trainees',
    'under-age',
    '2-4-6',
  ]);
});
