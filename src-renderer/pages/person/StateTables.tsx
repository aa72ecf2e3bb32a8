import { Paper, SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PersonHistory } from '../../../src-shared/person/history.ts';
import { stateOn, type PersonState } from '../../../src-shared/person/state.ts';
import { exactMoney } from '../../components/format.ts';
import { words } from '../../components/words.ts';
import { dateText, exactRate, levelText } from './event-words.ts';
import { accountsOf } from './person-charts.ts';
import { RunNames } from './RunNames.tsx';
import classes from './person.module.css';

interface Line {
  readonly title: string;
  readonly text: (state: PersonState, history: PersonHistory) => string;
}
interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** How a person stands at the close of a day. */
export function standingText(state: PersonState | null): string {
  if (state === null) return 'Not hired yet';
  if (state.standing === 'employed') return 'Employed';
  const reason = words('terminationReason', state.terminationReason ?? 'none').toLowerCase();
  return `Left ${dateText(state.terminationDay ?? state.day)}, ${reason}`;
}

const inPlan =
  (text: (plan: NonNullable<PersonState['plan']>) => string) =>
  ({ plan }: PersonState): string =>
    plan === null ? 'n/a' : text(plan);

const WORK: Section = {
  title: 'Work',
  lines: [
    { title: 'Status', text: standingText },
    { title: 'Annual pay', text: ({ annualPay }) => exactMoney(annualPay) },
    { title: 'Level', text: ({ level }, { levelNames }) => levelText(level, levelNames) },
    { title: 'In level since', text: ({ levelSinceDay }) => dateText(levelSinceDay) },
    { title: 'Age', text: ({ age }) => String(age) },
    { title: 'Years of service', text: ({ tenure }) => String(tenure) },
    { title: 'Paid this year', text: ({ paidThisYear }) => exactMoney(paidThisYear) },
  ],
};
const PLAN: Section = {
  title: 'Plan',
  lines: [
    {
      title: 'Entered',
      text: inPlan(({ entryDay }) => (entryDay === null ? 'Not yet' : dateText(entryDay))),
    },
    {
      title: 'By',
      text: inPlan(({ entryBasis }) => (entryBasis === null ? 'n/a' : words('entryBasis', entryBasis))),
    },
    {
      title: 'Enrolment',
      text: inPlan(({ status }) => words('planStatus', status)),
    },
    {
      title: 'Since',
      text: inPlan(({ status, enrollmentDay, optOutDay }) => {
        const since = status === 'optedOut' ? optOutDay : status === 'enrolled' ? enrollmentDay : null;
        return since === null ? 'n/a' : dateText(since);
      }),
    },
    {
      title: 'Enrolled by',
      text: inPlan(({ enrollmentSource }) =>
        enrollmentSource === null ? 'n/a' : words('enrollmentSource', enrollmentSource),
      ),
    },
    { title: 'Deferral rate', text: inPlan(({ deferralRate }) => exactRate(deferralRate)) },
    {
      title: 'Roth share',
      text: inPlan(({ rothShare }) => (rothShare === null ? 'n/a' : exactRate(rothShare))),
    },
  ],
};
const account =
  (text: (accounts: NonNullable<ReturnType<typeof accountsOf>>) => number) =>
  (state: PersonState): string => {
    const accounts = accountsOf(state);
    return accounts === null ? 'n/a' : exactMoney(text(accounts));
  };
const ACCOUNTS: Section = {
  title: 'Accounts',
  lines: [
    { title: 'Own deferrals', text: account(({ employee }) => employee) },
    { title: 'Match account', text: inPlan(({ balanceMatch }) => exactMoney(balanceMatch)) },
    { title: 'Match vested', text: inPlan(({ vestedMatch }) => exactRate(vestedMatch)) },
    { title: 'Core account', text: inPlan(({ balanceCore }) => exactMoney(balanceCore)) },
    { title: 'Core vested', text: inPlan(({ vestedCore }) => exactRate(vestedCore)) },
    { title: 'Employer, vested', text: account(({ vested }) => vested) },
    { title: 'Employer, not vested', text: account(({ unvested }) => unvested) },
  ],
};

/** The state of a person at the close of a day, and in the other run beside it. */
export function StateTables({
  histories,
  names,
  day,
  isWithPlan,
}: {
  /** The person in this run and, where another one is beside it, there; null where they do not exist. */
  readonly histories: readonly (PersonHistory | null)[];
  readonly names: readonly string[];
  readonly day: number;
  readonly isWithPlan: boolean;
}): ReactNode {
  const states = histories.map((history) => (history === null ? null : stateOn(history, day)));
  const cell = ({ title, text }: Line, index: number): string => {
    const history = histories[index] ?? null;
    const state = states[index] ?? null;
    if (history === null) return title === 'Status' ? 'Not in this run' : 'n/a';
    if (state === null) return title === 'Status' ? standingText(null) : 'n/a';
    return text(state, history);
  };
  return (
    <SimpleGrid cols={isWithPlan ? 3 : 1} spacing="sm">
      {(isWithPlan ? [WORK, PLAN, ACCOUNTS] : [WORK]).map((section) => (
        <Paper key={section.title} withBorder px="md" py="xs">
          <table className={classes['state'] ?? ''} data-compared={histories.length > 1 || undefined}>
            <caption>{section.title}</caption>
            {histories.length > 1 && <RunNames names={names} />}
            <tbody>
              {section.lines.map((line) => {
                const texts = histories.map((_, index) => cell(line, index));
                const isDifferent = texts.length > 1 && texts[0] !== texts[1];
                return (
                  <tr key={line.title} className={isDifferent ? (classes['differs'] ?? '') : ''}>
                    <th scope="row">
                      {isDifferent && <Differs />}
                      {line.title}
                    </th>
                    {texts.map((text, index) => (
                      <td key={index}>{text}</td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Paper>
      ))}
    </SimpleGrid>
  );
}

/** Marks what is not the same in the other run: a sign, and its word for who cannot see it. */
export function Differs(): ReactNode {
  return (
    <span className={classes['marker'] ?? ''} role="img" aria-label="differs: ">
      ≠{' '}
    </span>
  );
}
