import { isForReaders } from '../../src-shared/api/access.ts';
import { API_CALLS, type PlanAlignApi } from '../../src-shared/api/api.ts';
import {
  DEFAULT_PREFERENCES,
  type ApplicationService,
  type ChangedPreferences,
  type Preferences,
} from '../../src-shared/api/application.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';

/** What a reader prefers: it lasts as long as their session, and is nobody else's. */
export class ReaderPreferences {
  #content: Preferences = DEFAULT_PREFERENCES;

  read(): Preferences {
    return this.#content;
  }

  change(changed: ChangedPreferences): Preferences {
    const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
    this.#content = { ...this.#content, ...given };
    return this.#content;
  }
}

const refuse = (): Promise<never> =>
  Promise.reject(new PlanAlignError('READ_ONLY', 'Only the owner of the workspace may do this.'));

/** The program as a reader sees it: preferences of their own, and of what happens only the runs. */
function readerApplication(owner: ApplicationService, preferences: ReaderPreferences): ApplicationService {
  return {
    info: async () => ({ ...(await owner.info()), access: 'reader' }),
    health: refuse,
    preferences: () => Promise.resolve(preferences.read()),
    setPreferences: (changed) => Promise.resolve(preferences.change(changed)),
    watch: (onEvent) =>
      owner.watch((event) => {
        if (event.kind === 'jobs') onEvent(event);
      }),
    cancel: (request) => owner.cancel(request),
  };
}

/** The API of a window that only reads: every call of the table, of which those that change something are refused. */
export function readerApi(api: PlanAlignApi, preferences: ReaderPreferences): object {
  const services: Readonly<Record<string, object>> = {
    ...api,
    application: readerApplication(api.application, preferences),
  };
  const parts: Record<string, Record<string, unknown>> = {};
  for (const name of API_CALLS.keys()) {
    const [part = '', call = ''] = name.split('.');
    const service = services[part];
    if (service === undefined) continue;
    const method: unknown = Reflect.get(service, call);
    parts[part] ??= {};
    parts[part][call] = isForReaders(name) && typeof method === 'function' ? method.bind(service) : refuse;
  }
  return parts;
}
