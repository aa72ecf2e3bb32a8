import { Workspace } from '../../../store/workspace.ts';
import { simulateStudy } from '../simulate-study.ts';
import { smallStudy } from './small-study.ts';

/**
 * A process to be killed: it opens the workspace named by its argument and stores one study after the other. It says
 * `ready` when it begins and `complete` with the run id after each, once the study has been acknowledged as stored.
 */
const path = process.argv[2];
if (path === undefined) throw new Error('name a workspace');
process.stdout.write('ready\n');
const workspace = await Workspace.open(path, { create: true });
for (;;) {
  const { runId } = await simulateStudy(smallStudy(workspace, 1_500));
  process.stdout.write(`complete ${runId}\n`);
}
