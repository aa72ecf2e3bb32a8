/**
 * The classification of a plan by the share of NHCEs among its non-excludable employees (P-105, reg. 1.410(b)-4). The
 * safe and unsafe harbor and their midpoint are in thousandths of a percentage point, in which they are whole.
 */
export interface Classification {
  /** Share of NHCEs in whole percent, rounded down. */
  readonly concentration: number;
  readonly safe: number;
  readonly unsafe: number;
  readonly midpoint: number;
}

/** P-105: the classification for numbers of non-excludable NHCEs and HCEs, at least one of them positive. */
export function classify(nhces: number, hces: number): Classification {
  const concentration = Math.floor((100 * nhces) / (nhces + hces));
  const less = 750 * Math.max(0, concentration - 60);
  const safe = 50_000 - less;
  const unsafe = Math.max(20_000, 40_000 - less);
  return { concentration, safe, unsafe, midpoint: (safe + unsafe) / 2 };
}

/** Whether a ratio percentage in basis points reaches a mark in thousandths of a percentage point. */
export function reaches(ratio: number, mark: number): boolean {
  return ratio * 10 >= mark;
}
