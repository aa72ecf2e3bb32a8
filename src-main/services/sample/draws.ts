/** Uniform draws for one row after another of an invented census. */
export interface RowDraws {
  /** Starts the draws of a row; they depend on the seed and the row only. */
  begin(row: number): void;
  /** The next draw of the row, in [0, 1), a multiple of 2^-32. */
  next(): number;
}

/**
 * Draws by the generator sfc32 (Chris Doty-Humphrey's "small fast counting" generator), started anew for each row.
 * It serves invented data only, where speed matters and nothing has to be explained; the simulation draws by W-7.
 */
export function rowDraws(seed: number): RowDraws {
  let [a, b, c, counter] = [0, 0, 0, 0];
  const next = (): number => {
    const mixed = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return (mixed >>> 0) / 4_294_967_296;
  };
  return {
    begin(row) {
      [a, b, c, counter] = [seed | 0, Math.floor(seed / 4_294_967_296) | 0, row | 0, 1];
      // The author's number of rounds after which every bit of the state depends on every bit of the seed.
      for (let round = 0; round < 12; round += 1) next();
    },
    next,
  };
}
