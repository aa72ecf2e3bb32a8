import { isList, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { formatPath, parsePath } from '../../../src-shared/scenario/setting-path.ts';
import type { SettingPath } from '../../state/delta.ts';
import { placeTo, type Place } from '../../state/navigation.ts';
import { ESSENTIALS } from './sections.ts';
import { sectionOf } from './setting-words.ts';

/** The steps of a path with ids as positions of a document, as the editor names its settings. */
export function positionsOf(document: JsonObject, path: string): SettingPath {
  const found: (string | number)[] = [];
  for (const step of parsePath(path) ?? []) {
    const list = valueAt(document, found);
    const position =
      isList(list) && typeof step === 'string'
        ? list.findIndex((item) =>
            [valueAt(item, ['id']), valueAt(item, ['level'])].map(String).includes(step),
          )
        : -1;
    found.push(position >= 0 ? position : step);
  }
  return found;
}

/** Where a setting is edited: its section, with the setting brought into view and its field focused. */
export function settingPlace(document: JsonObject, path: string): Place {
  const sectionId = sectionOf(path)?.sectionId ?? ESSENTIALS;
  return placeTo('scenario', [sectionId], { setting: formatPath(positionsOf(document, path)) });
}
