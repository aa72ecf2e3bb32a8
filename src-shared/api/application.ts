import { z } from 'zod';
import type { AccessKind } from './access.ts';
import type { CallsOf, Listener } from './calls.ts';
import { listener } from './calls.ts';
import type { DocumentState } from './documents.ts';
import { idSchema, type FileReference } from './files.ts';
import type { RunJob } from './runs.ts';

/** The program and the machine, for the About page and for a report of a problem. */
export interface ApplicationInfo {
  readonly version: string;
  readonly host: 'electron' | 'browser';
  /** Whether this window may change anything. */
  readonly access: AccessKind;
  /** Operating system and processor, `linux x64`. */
  readonly platform: string;
  /** Versions of the runtimes by name: node, duckdb, and in Electron also electron and chrome. */
  readonly runtimes: Readonly<Record<string, string>>;
  readonly processors: number;
  readonly memoryBytes: number;
  readonly dataFolder: string;
  readonly workspace: string;
  readonly logFile: string;
}

/** One check of the machine or the workspace. */
interface HealthCheck {
  readonly name: string;
  readonly passed: boolean;
  /** What was found, in words. */
  readonly detail: string;
}

export interface ApplicationHealth {
  readonly healthy: boolean;
  readonly checks: readonly HealthCheck[];
}

export const THEMES = ['system', 'light', 'dark'] as const;

/** What the user chose for the application as a whole. */
export const preferencesSchema = z.strictObject({
  theme: z.enum(THEMES),
  /** BCP 47 tag for numbers, money and dates; null for the one of the system. */
  locale: z.string().max(40).nullable(),
  /** Grid columns, panel widths and the like: what a screen wants to find again, by its own key. */
  screens: z.record(z.string().max(100), z.json()),
});
export type Preferences = z.output<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = { theme: 'system', locale: null, screens: {} };

const changedPreferences = preferencesSchema.partial();
export type ChangedPreferences = z.output<typeof changedPreferences>;

/** Something that happened without being asked for. */
export type ApplicationEvent =
  | { readonly kind: 'preferences'; readonly preferences: Preferences }
  /** The queue of runs: whenever a job joins, starts or ends. */
  | { readonly kind: 'jobs'; readonly jobs: readonly RunJob[] }
  /** Somebody else wrote, or removed, the file of an open document. */
  | { readonly kind: 'documentChangedOnDisk'; readonly documentId: string }
  /** The parent of an open document was changed, removed or brought back by somebody else. */
  | { readonly kind: 'documentParentChanged'; readonly state: DocumentState }
  /** A file was opened from outside: a double click, a second start with an argument. */
  | { readonly kind: 'fileOpened'; readonly file: FileReference };

const verifyRequest = z.strictObject({
  /** Also read every complete run back and recompute its fingerprint, which takes about as long as writing it. */
  verify: z.boolean(),
});
const workRequest = z.strictObject({ workId: idSchema });

/** The program as a whole. */
export interface ApplicationService {
  info(): Promise<ApplicationInfo>;
  /** Examines the machine and the workspace. */
  health(request: z.output<typeof verifyRequest>): Promise<ApplicationHealth>;
  preferences(): Promise<Preferences>;
  /** Replaces the preferences given and keeps the others; gives all of them back. */
  setPreferences(changed: ChangedPreferences): Promise<Preferences>;
  /** Reports events until the connection ends; it does not return before. */
  watch(onEvent: Listener<ApplicationEvent>): Promise<void>;
  /** Stops work that was started with this id by the same window; it then fails with CANCELLED. */
  cancel(request: z.output<typeof workRequest>): Promise<void>;
}

export const applicationCalls: CallsOf<ApplicationService> = {
  info: [],
  health: [verifyRequest],
  preferences: [],
  setPreferences: [changedPreferences],
  watch: [listener()],
  cancel: [workRequest],
};
