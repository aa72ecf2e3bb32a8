/** Calendar of the study: by the host's dates, day by day, shared with neither the product nor the database. */

/** Days of a year as ISO texts, in order. */
export function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let time = Date.UTC(year, 0, 1); time < Date.UTC(year + 1, 0, 1); time += 86_400_000)
    days.push(new Date(time).toISOString().slice(0, 10));
  return days;
}

/** Anniversaries of one date up to another, counted one by one; that of 29 February is the 28th in common years. */
export function anniversaries(from: string, to: string): number {
  let count = 0;
  for (let year = Number(from.slice(0, 4)) + 1; ; year += 1) {
    const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
    const day = from.slice(4) === '-02-29' && !isLeap ? '-02-28' : from.slice(4);
    if (`${year}${day}` > to) return count;
    count += 1;
  }
}
