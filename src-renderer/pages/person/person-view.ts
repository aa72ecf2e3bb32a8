import { parseIsoDate } from '../../../src-shared/dates.ts';
import type { PersonHistory } from '../../../src-shared/person/history.ts';
import { changeView } from '../../state/navigation.ts';
import { dateText } from './event-words.ts';
import { firstDay, lastDay } from './person-charts.ts';

/** What is chosen on the page of a person, as it stands in the address. */

/** The day that is shown (ISO), the run beside, and the number of the event that is looked at. */
export const DATE_VIEW = 'date';
export const WITH_VIEW = 'with';
export const EVENT_VIEW = 'event';

/** The day of the address within the years of the run; without one the last day of the run. */
export function dayInView(text: string | null, history: PersonHistory): number {
  const day = text === null ? null : parseIsoDate(text);
  return day === null ? lastDay(history) : clampDay(day, history);
}

/** The nearest day within the years of the run. */
export const clampDay = (day: number, history: PersonHistory): number =>
  Math.min(lastDay(history), Math.max(firstDay(history), day));

/** Keeps a day in the address: typed ones are a step back, the way of a slider is none. */
export function showDay(day: number, kind: 'step' | 'refine'): void {
  changeView({ [DATE_VIEW]: dateText(day) }, kind);
}

/** Looks at an event, or at none. */
export function showEvent(sequence: number | null): void {
  changeView({ [EVENT_VIEW]: sequence === null ? null : String(sequence) });
}
