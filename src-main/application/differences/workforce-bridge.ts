import {
  HEADCOUNT_DRIVERS,
  PAYROLL_DRIVERS,
  type BridgeDriver,
  type BridgeRow,
  type DriverId,
} from '../../../src-shared/api/differences.ts';
import { EVERYBODY, type RunFlows, type YearFlow } from './run-flows.ts';

/** What a bridge is made of before it is known whether the figures of the runs agree with it. */
export interface BridgeParts extends BridgeRow {
  readonly drivers: readonly BridgeDriver[];
  readonly byYear: readonly { readonly year: number; readonly amounts: readonly number[] }[];
  readonly byGroup: readonly (BridgeRow & { readonly label: string })[];
}

/** What a driver is in one run in one year of one group; opening counts in the first year only. */
type Level = (flow: YearFlow, isFirst: boolean) => number;

/** A driver as a level of each run. Its amount is the difference of the levels, times `sign`. */
interface FlowDriver {
  readonly id: DriverId;
  readonly sign: 1 | -1;
  readonly level: Level;
  readonly isLevelShown: boolean;
}

/** Drivers of the headcount at the end of a year: opening of the first common year, and what happened since. */
function headcountDrivers(): readonly FlowDriver[] {
  return HEADCOUNT_DRIVERS.map((id) => ({
    id,
    sign: id === 'opening' || id === 'hires' || id === 'moves' ? 1 : -1,
    level: (flow, isFirst) => (id === 'opening' && !isFirst ? 0 : flow[id]),
    isLevelShown: true,
  }));
}

/**
 * Drivers of the payroll at the end of a year. Heads count at one price, the average annual rate of the base in whole
 * cents; what people who come, leave or move are paid beyond that price is a driver of its own, so that nothing is
 * rounded and nothing is left over.
 */
function payrollDrivers(averageCents: number): readonly FlowDriver[] {
  const opening = (flow: YearFlow, isFirst: boolean): number => (isFirst ? flow.opening : 0);
  const beyond = (cents: number, heads: number): number => cents - heads * averageCents;
  const levels: Readonly<Record<(typeof PAYROLL_DRIVERS)[number], Level>> = {
    volume: (flow, isFirst) =>
      (opening(flow, isFirst) + flow.stayingHires - flow.openingLeavers + flow.moves) * averageCents,
    openingPay: (flow, isFirst) => (isFirst ? beyond(flow.openingCents, flow.opening) : 0),
    hirePay: (flow) => beyond(flow.hireCents, flow.stayingHires),
    leaverPay: (flow) => 0 - beyond(flow.leaverCents, flow.openingLeavers),
    movePay: (flow) => beyond(flow.moveCents, flow.moves),
    cola: (flow) => flow.cola,
    promotion: (flow) => flow.promotion,
    merit: (flow) => flow.merit,
    market: (flow) => flow.market,
  };
  const RAISES = new Set<DriverId>(['cola', 'promotion', 'merit', 'market']);
  return PAYROLL_DRIVERS.map((id) => ({
    id,
    sign: 1,
    level: levels[id],
    isLevelShown: RAISES.has(id),
  }));
}

function bridgeOf(
  drivers: readonly FlowDriver[],
  closing: (flow: YearFlow) => number,
  base: RunFlows,
  other: RunFlows,
  years: readonly number[],
): BridgeParts {
  const last = years.at(-1) ?? 0;
  const levelIn = (flows: RunFlows, group: string, year: number, { level }: FlowDriver): number => {
    const flow = flows.get(group)?.get(year);
    return flow === undefined ? 0 : level(flow, year === years[0]);
  };
  const sum = (flows: RunFlows, group: string, driver: FlowDriver): number =>
    years.reduce((total, year) => total + levelIn(flows, group, year, driver), 0);
  const difference = ({ sign }: FlowDriver, there: number, here: number): number =>
    sign === 1 ? there - here : here - there;
  const amountOf = (group: string, driver: FlowDriver): number =>
    difference(driver, sum(other, group, driver), sum(base, group, driver));
  const closingOf = (flows: RunFlows, group: string): number => {
    const flow = flows.get(group)?.get(last);
    return flow === undefined ? 0 : closing(flow);
  };
  const rowOf = (group: string): BridgeRow => ({
    base: closingOf(base, group),
    amounts: drivers.map((driver) => amountOf(group, driver)),
    other: closingOf(other, group),
  });
  const groups = [...new Set([...base.keys(), ...other.keys()])].filter((group) => group !== EVERYBODY);
  const everybody = rowOf(EVERYBODY);
  return {
    ...everybody,
    drivers: drivers.map((driver, index) => ({
      id: driver.id,
      base: driver.isLevelShown ? sum(base, EVERYBODY, driver) : null,
      other: driver.isLevelShown ? sum(other, EVERYBODY, driver) : null,
      amount: everybody.amounts[index] ?? 0,
    })),
    byYear: years.map((year) => ({
      year,
      amounts: drivers.map((driver) =>
        difference(driver, levelIn(other, EVERYBODY, year, driver), levelIn(base, EVERYBODY, year, driver)),
      ),
    })),
    byGroup: groups.map((label) => ({ label, ...rowOf(label) })),
  };
}

/** From the headcount of the base to that of the other run at the end of the last of the years. */
export const headcountBridge = (base: RunFlows, other: RunFlows, years: readonly number[]): BridgeParts =>
  bridgeOf(headcountDrivers(), ({ closing }) => closing, base, other, years);

/** From the payroll (annual rates at the end of the last of the years) of the base to that of the other run. */
export function payrollBridge(base: RunFlows, other: RunFlows, years: readonly number[]): BridgeParts {
  const closing = base.get(EVERYBODY)?.get(years.at(-1) ?? 0);
  const average =
    closing === undefined || closing.closing === 0 ? 0 : Math.round(closing.closingCents / closing.closing);
  return bridgeOf(payrollDrivers(average), ({ closingCents }) => closingCents, base, other, years);
}

/** Whether drivers, years and groups of a bridge add up, its groups to everybody. */
export function addsUp({ base, other, amounts, byYear, byGroup }: BridgeParts): boolean {
  const total = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0);
  const isExact = (row: BridgeRow): boolean => row.base + total(row.amounts) === row.other;
  const isWhole = (parts: readonly { readonly amounts: readonly number[] }[]): boolean =>
    parts.length === 0 ||
    amounts.every((amount, index) => total(parts.map((part) => part.amounts[index] ?? 0)) === amount);
  return (
    isExact({ base, other, amounts }) &&
    byGroup.every(isExact) &&
    isWhole(byYear) &&
    isWhole(byGroup) &&
    (byGroup.length === 0 ||
      (total(byGroup.map((row) => row.base)) === base && total(byGroup.map((row) => row.other)) === other))
  );
}
