import { availableParallelism, totalmem } from 'node:os';
import { version as duckdbVersion } from '@duckdb/node-api';
import type { ApplicationInfo, ApplicationService, Preferences } from '../../src-shared/api/application.ts';
import { PRODUCT_VERSION } from '../files/product-version.ts';
import { machineHealth } from '../services/health/machine-health.ts';
import { workspaceHealth } from '../store/health.ts';
import type { Workspace } from '../store/workspace.ts';
import type { EventHub } from './events.ts';
import type { SettingsFile } from './settings-file.ts';
import type { WorkRegistry } from './work.ts';

/** The program as one window sees it. */
export function applicationService(
  parts: {
    readonly host: ApplicationInfo['host'];
    readonly dataFolder: string;
    readonly logFile: string;
    readonly workspace: Workspace;
    readonly events: EventHub;
    readonly preferences: SettingsFile<Preferences>;
  },
  work: WorkRegistry,
  closed: AbortSignal,
): ApplicationService {
  const { host, dataFolder, logFile, workspace, events, preferences } = parts;
  return {
    info: () =>
      Promise.resolve({
        version: PRODUCT_VERSION,
        host,
        access: 'owner',
        platform: `${process.platform} ${process.arch}`,
        runtimes: { ...runtimes(), duckdb: duckdbVersion() },
        processors: availableParallelism(),
        memoryBytes: totalmem(),
        dataFolder,
        workspace: workspace.path,
        logFile,
      }),
    health: async ({ verify }) => {
      const machine = await machineHealth(dataFolder);
      const { checks: stored } = await workspaceHealth(workspace, verify);
      const checks = [...machine, ...stored];
      return { healthy: checks.every(({ passed }) => passed), checks };
    },
    preferences: () => preferences.read(),
    setPreferences: async (changed) => {
      const next = await preferences.change((present) => {
        const kept = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
        return { ...present, ...kept };
      });
      events.emit({ kind: 'preferences', preferences: next });
      return next;
    },
    watch: (onEvent) => events.watch(onEvent, closed),
    cancel: ({ workId }) => {
      work.cancel(workId);
      return Promise.resolve();
    },
  };
}

const RUNTIMES = ['node', 'electron', 'chrome'];

/** Versions of what the program runs on; Electron adds its own to those of Node. */
const runtimes = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(process.versions).flatMap(([name, version]) =>
      RUNTIMES.includes(name) ? [[name, String(version)]] : [],
    ),
  );
