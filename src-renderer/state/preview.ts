import { create } from 'zustand';
import type { PreviewResult, PreviewService } from '../../src-shared/api/preview.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import type { JsonObject } from '../../src-shared/scenario/json-value.ts';

/** A scenario on a census: what a preview answers. */
export interface PreviewQuestion {
  readonly censusId: string;
  readonly document: JsonObject;
  /** What differences are told from. */
  readonly base: JsonObject;
}

interface Preview {
  /** The last answer, also while the next is awaited; null until there was one for this census. */
  readonly result: PreviewResult | null;
  /** The same of the base; null until there is one. */
  readonly base: PreviewResult | null;
  /** Whether the answer on the screen is to an earlier state of the scenario. */
  readonly isPending: boolean;
  /** Whether it has taken long enough to say so. */
  readonly isSlow: boolean;
  /** Why there is no answer; null when there is one. */
  readonly failure: Error | null;
}

const NOTHING: Preview = { result: null, base: null, isPending: false, isSlow: false, failure: null };

export const usePreview = create<Preview>(() => NOTHING);

/** A simulation that has run this long is stopped for a newer question; a shorter one is let finish. */
const STOP_AFTER_MS = 400;
const SLOW_AFTER_MS = 250;

const isCancelled = (error: unknown): boolean =>
  error instanceof PlanAlignError && error.code === 'CANCELLED';

/**
 * Keeps the preview up to date: one question at a time, and of those that come meanwhile only the last. The last
 * answer stays on the screen until the next.
 */
export class Previewer {
  readonly #run: PreviewService['run'];
  #wanted: PreviewQuestion | null = null;
  #isWorking = false;
  #startedAt = 0;
  #baseOf: { readonly censusId: string; readonly base: JsonObject } | null = null;
  readonly #clock: () => number;

  constructor(run: PreviewService['run'], clock: () => number = () => performance.now()) {
    this.#run = run;
    this.#clock = clock;
  }

  /** Asks for a preview; null shows none. */
  ask(question: PreviewQuestion | null): void {
    const before = this.#wanted;
    if (
      before?.document === question?.document &&
      before?.base === question?.base &&
      before?.censusId === question?.censusId
    )
      return;
    this.#wanted = question;
    if (question?.censusId !== before?.censusId) {
      this.#baseOf = null;
      usePreview.setState(NOTHING);
    }
    if (question === null) return;
    usePreview.setState({ isPending: true });
    if (!this.#isWorking) void this.#work();
    else if (this.#clock() - this.#startedAt > STOP_AFTER_MS) {
      // A request of the same window stops the one that is running, which then comes back here.
      this.#startedAt = this.#clock();
      this.#run({ censusId: question.censusId, scenario: question.document }).catch(() => undefined);
    }
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    const slow = setTimeout(() => {
      usePreview.setState({ isSlow: true });
    }, SLOW_AFTER_MS);
    for (let asked = this.#wanted; asked !== null; asked = this.#next(asked)) {
      this.#startedAt = this.#clock();
      try {
        await this.#answer(asked);
      } catch (error) {
        if (isCancelled(error) || this.#wanted !== asked) continue;
        usePreview.setState({ failure: error instanceof Error ? error : new Error(String(error)) });
      }
    }
    clearTimeout(slow);
    usePreview.setState({ isPending: false, isSlow: false });
    this.#isWorking = false;
  }

  /** The question to work on after one; null when that one was the last. */
  #next(asked: PreviewQuestion): PreviewQuestion | null {
    return this.#wanted === asked ? null : this.#wanted;
  }

  async #answer({ censusId, document, base }: PreviewQuestion): Promise<void> {
    if (this.#baseOf?.censusId !== censusId || this.#baseOf.base !== base) {
      // A base that cannot be simulated, an invalid file for example, leaves the figures without a difference.
      const answer = await this.#run({ censusId, scenario: base }).catch((error: unknown) => {
        if (isCancelled(error)) throw error;
        return null;
      });
      this.#baseOf = { censusId, base };
      usePreview.setState({ base: answer });
    }
    const { base: ofBase } = usePreview.getState();
    const result =
      document === base && ofBase !== null ? ofBase : await this.#run({ censusId, scenario: document });
    if (this.#wanted?.censusId === censusId) usePreview.setState({ result, failure: null });
  }
}
