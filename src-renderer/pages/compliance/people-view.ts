import { PEOPLE_CHOICES, type PeopleChoice, type TestSelection } from '../../../src-shared/api/compliance.ts';
import { PERSON_SORTS, type PeopleTest, type PersonSort } from '../../../src-shared/compliance-columns.ts';
import { COVERAGE_PARTS, COVERAGE_STANDINGS } from '../../../src-shared/compliance.ts';

/** Which people of a test a page shows, as its address says it. */

const isOf = <Value extends string>(list: readonly Value[], text: string | undefined): text is Value =>
  list.some((value) => value === text);

/** Choices that make sense for a test, with their words. */
export function choicesOf(
  test: PeopleTest,
  hasCorrection: boolean,
): readonly { readonly value: PeopleChoice; readonly label: string }[] {
  const all = { value: 'all', label: 'All' } as const;
  const byStatus = [
    { value: 'hce', label: 'HCEs' },
    { value: 'nhce', label: 'NHCEs' },
  ] as const;
  const corrected = hasCorrection ? ([{ value: 'corrected', label: 'Corrected' }] as const) : [];
  switch (test) {
    case 'hce':
      return [all];
    case 'additions':
      return [...corrected, all];
    case 'topHeavy':
      return [
        ...(hasCorrection ? ([{ value: 'corrected', label: 'Owed a minimum' }] as const) : []),
        { value: 'key', label: 'Key employees' },
        all,
      ];
    case 'coverage':
    case 'amounts':
      return [all, ...byStatus];
    case 'adp':
    case 'acp':
      return [...corrected, ...byStatus, all];
  }
}

/** What a table is sorted by as it opens: the largest amounts first. */
function firstSort(test: PeopleTest, choice: PeopleChoice): PersonSort {
  if (test === 'hce') return 'payCents';
  if (choice !== 'corrected') return 'basisPoints';
  switch (test) {
    case 'adp':
      return 'refundCents';
    case 'acp':
      return 'distributedCents';
    case 'topHeavy':
      return 'additionalCents';
    default:
      return 'excessCents';
  }
}

/** The selection that an address names, and the page of it, from 1. What it leaves out is what matters most. */
export function selectionInView(
  runId: string,
  year: number,
  test: PeopleTest,
  hasCorrection: boolean,
  view: Readonly<Record<string, string>>,
): { readonly selection: TestSelection; readonly page: number } {
  const choices = choicesOf(test, hasCorrection);
  const { who, find, sort = '', page, part, as } = view;
  const choice =
    isOf(PEOPLE_CHOICES, who) && choices.some(({ value }) => value === who)
      ? who
      : (choices[0]?.value ?? 'all');
  const isDescending = sort === '' || sort.startsWith('-');
  const sorted = sort.replace(/^-/, '');
  return {
    selection: {
      runId,
      year,
      test,
      choice,
      part: isOf(COVERAGE_PARTS, part) ? part : 'deferrals',
      standing: test === 'coverage' && isOf(COVERAGE_STANDINGS, as) ? as : null,
      search: find ?? '',
      sort: isOf(PERSON_SORTS, sorted) ? sorted : firstSort(test, choice),
      isDescending,
    },
    page: Math.max(1, Math.floor(Number(page)) || 1),
  };
}
