import { z } from 'zod';
import type { PersonMatches } from '../../../src-shared/api/persons.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { RunFrame } from './person-history.ts';

const MOST_PEOPLE = 50;

const LEVEL_WORD = /^l(?:evel)?(\d{1,3})$/;

/** The words of a search in lower case; `level 3` is one. */
const wordsOf = (text: string): readonly string[] =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/\blevel\s+(?=\d)/g, 'level')
    .split(/\s+/)
    .filter((word) => word !== '');

const foundRow = z.object({
  total: z.number(),
  employeeId: z.string(),
  department: z.number(),
  level: z.number(),
  annualPay: z.number(),
  hireDay: z.number(),
  terminationDay: z.number().nullable(),
});

/**
 * The people of a run who meet every word of a text: as a part of the id, of the department, of the name of the level,
 * or as the level itself (L3, level 3). They are taken as they stand in their last row: at the end of the run, or at
 * leaving.
 */
export async function searchPeople(
  workspace: Workspace,
  { key, endYear, levelNames }: RunFrame,
  departments: readonly (string | undefined)[],
  text: string,
): Promise<PersonMatches> {
  const values: string[] = [];
  const lastRows = `run_key = ${key} AND (simulation_year = ${endYear} OR termination_date IS NOT NULL)`;
  const conditions = wordsOf(text).map((word) => {
    const ofId = `contains(lower(p.employee_id), $${values.push(word)})`;
    const inDepartments = codesOf(departments, word);
    const level = LEVEL_WORD.exec(word)?.[1];
    const levels = [
      ...codesOf(levelNames, word).map((index) => index + 1),
      ...(level === undefined ? [] : [Number(level)]),
    ];
    return [
      ofId,
      ...(inDepartments.length === 0 ? [] : [`s.department IN (${inDepartments.join(', ')})`]),
      ...(levels.length === 0 ? [] : [`s.level IN (${levels.join(', ')})`]),
    ];
  });
  // Where no word can be a department or a level, the ids decide alone.
  const isById = conditions.every((ways) => ways.length === 1);
  const states = `JOIN (SELECT person, department, level FROM snapshot WHERE ${lastRows}) s ON s.person = p.person`;
  const whole = `$${values.push(text.trim().toLowerCase())}`;
  const rows = await workspace.read(
    `WITH found AS MATERIALIZED (
       SELECT p.person, p.employee_id FROM run_person p ${isById ? '' : states}
       WHERE ${[`p.run_key = ${key}`, ...conditions.map((ways) => `(${ways.join(' OR ')})`)].join(' AND ')}
     ),
     best AS (
       SELECT person, employee_id, lower(employee_id) = ${whole} AS is_it,
         starts_with(lower(employee_id), ${whole}) AS begins
       FROM found ORDER BY is_it DESC, begins DESC, person LIMIT ${MOST_PEOPLE}
     )
     SELECT CAST((SELECT count(*) FROM found) AS INTEGER) AS total, b.employee_id AS "employeeId", s.department,
       s.level, CAST(s.annual_pay_cents AS DOUBLE) AS "annualPay",
       CAST(s.hire_date - DATE '1970-01-01' AS INTEGER) AS "hireDay",
       CAST(s.termination_date - DATE '1970-01-01' AS INTEGER) AS "terminationDay"
     FROM best b
     JOIN (
       SELECT person, department, level, annual_pay_cents, hire_date, termination_date FROM snapshot WHERE ${lastRows}
     ) s ON s.person = b.person
     ORDER BY b.is_it DESC, b.begins DESC, b.person`,
    values,
  );
  const found = z.array(foundRow).parse(rows);
  return {
    total: found[0]?.total ?? 0,
    people: found.map(({ employeeId, department, level, annualPay, hireDay, terminationDay }) => ({
      employeeId,
      department: departments[department] ?? '',
      level,
      levelName: levelNames[level - 1] ?? '',
      annualPay,
      hireDay,
      terminationDay,
    })),
  };
}

/** Codes of the texts that contain a word. */
const codesOf = (texts: readonly (string | undefined)[], word: string): readonly number[] =>
  [...texts.keys()].filter((code) => texts[code]?.toLowerCase().includes(word) === true);
