/**
 * What a band of ages or of years of service is called. The ids of the default scenario, and others of their form, are
 * put into words; any other id is the user's own name.
 */
export function bandName(id: string): string {
  const [, below] = /^under-(\d+)$/.exec(id) ?? [];
  if (below !== undefined) return `Under ${below}`;
  const [, from] = /^(\d+)-plus$/.exec(id) ?? [];
  if (from !== undefined) return `${from} and over`;
  return id.replace(/^(\d+)-(\d+)$/, '$1–$2');
}
