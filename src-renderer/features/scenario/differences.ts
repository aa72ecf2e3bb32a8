import type { SettingDifference } from '../../../src-shared/scenario/diff-settings.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { sectionOf, settingWords, valueWords } from './setting-words.ts';
import { SECTIONS } from './sections.ts';

/** A setting that differs, in words. */
interface DifferenceWords {
  readonly path: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What differs in a section of the editor. */
export interface DifferenceSection<Row extends DifferenceWords = DifferenceWords> {
  readonly sectionId: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

/**
 * Differences in the words of the editor, by its sections and in their order.
 * @param documents in which the names of levels, bands and plan designs are found
 * @param describe adds what else is said of a setting; it gets the words for values of this setting
 */
export function inSections<Difference extends SettingDifference, Extra extends object>(
  differences: readonly Difference[],
  documents: readonly JsonObject[],
  describe: (difference: Difference, words: (value: unknown) => string) => Extra,
): readonly DifferenceSection<DifferenceWords & Extra>[] {
  const rows = differences.map((difference) => {
    const { path, before, after } = difference;
    const setting = settingWords(path, documents);
    const words = (value: unknown): string => valueWords(value, setting);
    return {
      section: sectionOf(path),
      row: {
        path,
        label: setting.label,
        before: words(before),
        after: words(after),
        ...describe(difference, words),
      },
    };
  });
  const sections = SECTIONS.map((section) => ({
    sectionId: section.sectionId,
    title: section.title,
    rows: rows.filter((each) => each.section === section).map(({ row }) => row),
  }));
  const others = rows.filter((each) => each.section === null).map(({ row }) => row);
  return [...sections, { sectionId: 'other', title: 'Other', rows: others }].filter(
    (section) => section.rows.length > 0,
  );
}

/** Sections of differences as nothing more than what they are. */
export const plainSections = (
  differences: readonly SettingDifference[],
  documents: readonly JsonObject[],
): readonly DifferenceSection[] => inSections(differences, documents, () => ({}));

/** Differences as text for a mail or a ticket. */
export function differencesText(
  before: string,
  after: string,
  sections: readonly DifferenceSection[],
): string {
  const parts = sections.map(({ title, rows }) =>
    [title, ...rows.map((row) => `  ${row.label}: ${row.before} → ${row.after}`)].join('\n'),
  );
  return [`${before} → ${after}`, ...parts].join('\n\n');
}
