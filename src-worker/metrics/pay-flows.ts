import type { PayrollBridge } from '../../src-shared/columns.ts';

/**
 * How annual pay moved in a year (W-58), by department × level: amounts of people still employed at close, except
 * `opening` (everybody) and `leavers`. All in cents of annual rates, exact below 2^53.
 */
export const FLOW = {
  opening: 0,
  leavers: 1,
  transfersIn: 2,
  transfersOut: 3,
  hires: 4,
  // The raises in the order of RAISE_CATEGORIES.
  cola: 5,
  merit: 6,
  market: 7,
  promotion: 8,
  closing: 9,
} as const;

/** Number of flows. */
export const FLOWS = 10;

/** Flows and headcounts of a year, filled person by person. */
export class PayFlows {
  readonly departments: number;
  readonly levels: number;
  /** By (department × levels + level − 1) × FLOWS + flow. */
  readonly amounts: Float64Array;
  /** Closing headcount by department × levels + level − 1. */
  readonly closingHeads: Int32Array;
  /** The part of the amounts that comes from hires of the year, over everything, by flow. */
  readonly ofHires = new Float64Array(FLOWS);

  constructor(departments: number, levels: number) {
    this.departments = departments;
    this.levels = levels;
    this.amounts = new Float64Array(departments * levels * FLOWS);
    this.closingHeads = new Int32Array(departments * levels);
  }
}

/** Flows of one group: a level, a department, or everybody. */
export interface GroupFlows {
  readonly flows: Float64Array;
  readonly closingHeads: number;
}

function sumGroup(flows: PayFlows, cells: readonly number[]): GroupFlows {
  const total = new Float64Array(FLOWS);
  let closingHeads = 0;
  for (const cell of cells) {
    closingHeads += flows.closingHeads[cell] ?? 0;
    for (let flow = 0; flow < FLOWS; flow++)
      total[flow] = (total[flow] ?? 0) + (flows.amounts[cell * FLOWS + flow] ?? 0);
  }
  return { flows: total, closingHeads };
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Flows of each level, lowest first. */
export function flowsByLevel(flows: PayFlows): readonly GroupFlows[] {
  const departments = upTo(flows.departments);
  return upTo(flows.levels).map((level) =>
    sumGroup(
      flows,
      departments.map((department) => department * flows.levels + level),
    ),
  );
}

/** Flows of each department. Transfers are between levels of one department, so they cancel out. */
export function flowsByDepartment(flows: PayFlows): readonly GroupFlows[] {
  return upTo(flows.departments).map((department) =>
    withoutTransfers(
      sumGroup(
        flows,
        upTo(flows.levels).map((level) => department * flows.levels + level),
      ),
    ),
  );
}

/** Flows of everybody. */
export function totalFlows(byDepartment: readonly GroupFlows[]): GroupFlows {
  const total = new Float64Array(FLOWS);
  for (const { flows } of byDepartment)
    for (const [flow, amount] of flows.entries()) total[flow] = (total[flow] ?? 0) + amount;
  return {
    flows: total,
    closingHeads: byDepartment.reduce((sum, { closingHeads }) => sum + closingHeads, 0),
  };
}

function withoutTransfers({ flows, closingHeads }: GroupFlows): GroupFlows {
  const own = flows.slice();
  own[FLOW.transfersIn] = 0;
  own[FLOW.transfersOut] = 0;
  return { flows: own, closingHeads };
}

/** Payroll bridge of a group (W-58). */
export function payrollBridge({ flows }: GroupFlows): PayrollBridge {
  const cents = (flow: keyof typeof FLOW): number => flows[FLOW[flow]] ?? 0;
  return {
    openingCents: cents('opening'),
    leaversCents: cents('leavers'),
    transfersInCents: cents('transfersIn'),
    transfersOutCents: cents('transfersOut'),
    hiresCents: cents('hires'),
    colaCents: cents('cola'),
    promotionCents: cents('promotion'),
    meritCents: cents('merit'),
    marketCents: cents('market'),
    closingCents: cents('closing'),
  };
}

/** By how many cents a payroll bridge fails to reach its closing: 0 (INV-22). */
export function bridgeGap(bridge: PayrollBridge): number {
  return (
    bridge.openingCents -
    bridge.leaversCents +
    bridge.transfersInCents -
    bridge.transfersOutCents +
    bridge.hiresCents +
    bridge.colaCents +
    bridge.promotionCents +
    bridge.meritCents +
    bridge.marketCents -
    bridge.closingCents
  );
}
