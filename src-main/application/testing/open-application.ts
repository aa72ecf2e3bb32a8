import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ensureBuilt } from '../../../scripts/build-if-stale.mjs';
import type { PlanAlignApi } from '../../../src-shared/api/api.ts';
import { connectLink, type Connection } from '../../../src-shared/rpc/connect.ts';
import { portPipe } from '../../../src-shared/rpc/pipes.ts';
import { openLog } from '../../log/log.ts';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { Application } from '../application.ts';

/** An application in a folder of its own; it ends with the test. */
export async function openApplication(folder = temporaryFolder()): Promise<Application> {
  ensureBuilt();
  const application = await Application.open({
    host: 'browser',
    dataFolder: folder,
    workspace: join(folder, 'workspace.duckdb'),
    log: openLog(join(folder, 'logs'), 'test'),
  });
  onTestFinished(() => application.close());
  return application;
}

/** A window of the application: its API through a link, as a page has it. */
export function openWindow(application: Application): Connection<PlanAlignApi> {
  const { port1, port2 } = new MessageChannel();
  application.serve(portPipe(port1));
  const connection = connectLink<PlanAlignApi>(portPipe(port2));
  onTestFinished(() => {
    connection.close();
  });
  return connection;
}
