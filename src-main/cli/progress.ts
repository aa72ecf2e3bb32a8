import cliProgress from 'cli-progress';

/** Where a command says how far it is. */
export interface Progress {
  /** `stage` in words of the user; `share` from 0 to 1 within the stage. */
  report(stage: string, share: number): void;
  /** Removes the bar; later reports are ignored. */
  stop(): void;
}

const SILENT: Progress = { report: () => undefined, stop: () => undefined };

/** A bar on a terminal, one line per stage elsewhere, nothing when quiet. Always on the given stream, never on stdout. */
export function progressOn(stream: NodeJS.WriteStream, quiet: boolean): Progress {
  if (stream.isTTY) return progressBar(stream);
  return quiet ? SILENT : progressLines(stream);
}

function progressLines(stream: NodeJS.WriteStream): Progress {
  let current = '';
  return {
    report: (stage) => {
      if (stage === current) return;
      current = stage;
      stream.write(`${stage}\n`);
    },
    stop: () => undefined,
  };
}

function progressBar(stream: NodeJS.WriteStream): Progress {
  let bar: cliProgress.SingleBar | null = null;
  let stopped = false;
  return {
    report: (stage, share) => {
      if (stopped) return;
      if (bar === null) {
        const format = '{bar} {percentage}% {stage}';
        bar = new cliProgress.SingleBar({
          stream,
          format,
          clearOnComplete: true,
          hideCursor: true,
          barsize: 30,
        });
        bar.start(1000, 0, { stage });
      }
      bar.update(Math.round(share * 1000), { stage });
    },
    stop: () => {
      stopped = true;
      bar?.stop();
    },
  };
}
