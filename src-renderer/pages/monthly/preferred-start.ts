import { z } from 'zod';
import { changePreferences, useSession } from '../../state/session.ts';

const kept = z.object({ fiscalStart: z.int().min(1).max(12) });

/** Month in which the user's fiscal years begin, as kept with the preferences; January when nothing is. */
export const preferredStart = (screens: Readonly<Record<string, unknown>>): number =>
  kept.safeParse(screens['monthly']).data?.fiscalStart ?? 1;

/** Keeps the month in which fiscal years begin. */
export async function keepPreferredStart(fiscalStart: number): Promise<void> {
  const session = useSession.getState();
  if (session.status !== 'connected') return;
  await changePreferences({ screens: { ...session.preferences.screens, monthly: { fiscalStart } } });
}
