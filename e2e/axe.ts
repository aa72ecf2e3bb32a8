import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Waits for the animations that end; one that is cut short has ended too. */
const STAND_STILL = `Promise.allSettled(document.getAnimations()
  .filter((animation) => animation.effect.getComputedTiming().endTime !== Infinity)
  .map((animation) => animation.finished))`;

const answerSchema = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() })),
    }),
  ),
});

/** What axe finds wrong with the page once it stands still: rule, place and reason. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Colours that are still fading into each other would be judged as they are at that moment.
  await page.evaluate(STAND_STILL);
  // The policy of the page keeps added scripts out; the debugger of the browser is not bound by it.
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: SOURCE });
  const answer: unknown = await page.evaluate('axe.run()');
  await debug.detach();
  return answerSchema
    .parse(answer)
    .violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
}
