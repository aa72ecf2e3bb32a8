import type { CellColumns } from '../../src-shared/columns.ts';
import type { MultiplierTable } from '../workforce/multipliers.ts';
import type { OpeningStaff } from '../workforce/opening-staff.ts';
import type { RiskGrid } from '../workforce/risk-grid.ts';

/** Figures of the age × tenure × level cells of opening staff (W-37), by cell index. */
export interface CellFigures {
  readonly headcount: Int32Array;
  readonly atRisk: Int32Array;
  readonly hazardSum: Float64Array;
  readonly scheduled: Int32Array;
  readonly randomLeavers: Int32Array;
}

const add = (column: Int32Array | Float64Array, index: number, amount: number): void => {
  column[index] = (column[index] ?? 0) + amount;
};

/** Sums the classes of opening staff into cells; the first two blocks of classes are the people at risk. */
export function cellFigures(staff: OpeningStaff, grid: RiskGrid, table: MultiplierTable): CellFigures {
  const cells = table.products.length;
  const figures: CellFigures = {
    headcount: new Int32Array(cells),
    atRisk: new Int32Array(cells),
    hazardSum: new Float64Array(cells),
    scheduled: new Int32Array(cells),
    randomLeavers: new Int32Array(cells),
  };
  for (let index = 0; index < staff.size.length; index++) {
    const cell = grid.cell[index % grid.groups] ?? 0;
    const people = staff.size[index] ?? 0;
    const hazard = staff.hazards[index] ?? 0;
    add(figures.headcount, cell, people);
    add(figures.hazardSum, cell, people * hazard);
    if (index < 2 * grid.groups) add(figures.atRisk, cell, people);
    add(figures.scheduled, cell, staff.scheduled[index] ?? 0);
    add(figures.randomLeavers, cell, staff.randomLeavers[index] ?? 0);
  }
  return figures;
}

/** The published cells (W-37): those with opening staff, ascending by age band, tenure band, level. */
export function cellColumns(figures: CellFigures, table: MultiplierTable): CellColumns {
  const cells = [...figures.headcount.keys()].filter((cell) => (figures.headcount[cell] ?? 0) > 0);
  const levelOf = (cell: number): number => (cell % table.levels) + 1;
  const tenureOf = (cell: number): number => Math.floor(cell / table.levels) % table.tenures;
  const ageOf = (cell: number): number => Math.floor(cell / (table.levels * table.tenures));
  return {
    rowCount: cells.length,
    ageBand: Uint8Array.from(cells, ageOf),
    tenureBand: Uint8Array.from(cells, tenureOf),
    level: Uint8Array.from(cells, levelOf),
    headcount: Int32Array.from(cells, (cell) => figures.headcount[cell] ?? 0),
    hazardSumPpm: Float64Array.from(cells, (cell) => figures.hazardSum[cell] ?? 0),
    leavers: Int32Array.from(
      cells,
      (cell) => (figures.scheduled[cell] ?? 0) + (figures.randomLeavers[cell] ?? 0),
    ),
  };
}
