import { describe, expect, it } from 'vitest';
import { syntheticCensus } from '../../store/testing/synthetic-census.ts';
import { CensusAssembly, censusMessages } from './census-transfer.ts';

describe('census transfer', () => {
  it.each([0, 1, 3])('puts a census of %i rows together as it was', (rows) => {
    const census = syntheticCensus(rows);
    const assembly = new CensusAssembly();
    for (const message of censusMessages(census)) assembly.add(structuredClone(message));
    expect(assembly.finish()).toEqual(census);
  });

  it('sends long lists of texts in pieces, and keeps their order', () => {
    const census = syntheticCensus(45_000);
    const assembly = new CensusAssembly();
    let largest = 0;
    for (const message of censusMessages(census)) {
      if (Array.isArray(message.value)) largest = Math.max(largest, message.value.length);
      assembly.add(structuredClone(message));
    }
    expect(largest).toBeLessThanOrEqual(20_000);
    expect(assembly.finish().employeeId.join()).toBe(census.employeeId.join());
  });

  it('sends of a shared buffer only the part that is the column', () => {
    const whole = new Float64Array(1_000_000).fill(7);
    const census = { ...syntheticCensus(2), annualPayCents: whole.subarray(10, 12) };
    const message = [...censusMessages(census)].find(({ path }) => path[0] === 'annualPayCents');
    expect(message?.value).toEqual(Float64Array.of(7, 7));
    expect(message?.value instanceof Float64Array && message.value.buffer.byteLength).toBe(16);
  });
});
