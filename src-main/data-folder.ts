import { join } from 'node:path';
import envPaths from 'env-paths';

/**
 * The folder on this machine that holds the default workspace and the logs: PLANALIGN_HOME when it is set, otherwise
 * the operating system's place for application data.
 */
export function dataFolder(): string {
  const home = process.env['PLANALIGN_HOME'];
  return home !== undefined && home !== '' ? home : envPaths('planalign-studio', { suffix: '' }).data;
}

/** The workspace that is used when none is named. */
export function defaultWorkspacePath(): string {
  return join(dataFolder(), 'workspace.duckdb');
}

/** The folder of the log files. */
export function logFolder(): string {
  return join(dataFolder(), 'logs');
}
