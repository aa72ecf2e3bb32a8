import { choiceOf } from './distributions.ts';

/** The invented firm of the sample census: departments with their size, seniority, titles and cost centres. */
export interface Department {
  readonly name: string;
  /** Added to the seniority score, so that some departments are heavier at the top. */
  readonly seniority: number;
  readonly titlesOfStaff: readonly string[];
  readonly costCentres: readonly string[];
  /** Share of level 1 staff in the bargaining unit. */
  readonly unionShare: number;
}

const department = (
  name: string,
  weight: number,
  seniority: number,
  unionShare: number,
  costCentre: number,
  titlesOfStaff: readonly string[],
): readonly [Department, number] => [
  {
    name,
    seniority,
    titlesOfStaff,
    unionShare,
    costCentres: [0, 10, 20].map((step) => `CC-${costCentre + step}`),
  },
  weight,
];

export const DEPARTMENTS = choiceOf([
  department('Administration', 5, -0.04, 0, 1000, ['Office Coordinator', 'Executive Assistant']),
  department('Customer Service', 14, -0.06, 0.1, 1100, ['Service Representative', 'Support Specialist']),
  department('Engineering', 17, 0.06, 0, 1200, ['Design Engineer', 'Test Engineer', 'Process Engineer']),
  department('Finance', 6, 0.04, 0, 1300, ['Accountant', 'Financial Analyst', 'Payroll Specialist']),
  department('Human Resources', 4, 0.02, 0, 1400, ['HR Generalist', 'Recruiter', 'Benefits Analyst']),
  department('Information Technology', 9, 0.05, 0, 1500, ['Systems Analyst', 'Software Developer']),
  department('Legal', 2, 0.12, 0, 1600, ['Paralegal', 'Contract Specialist']),
  department('Marketing', 5, 0.01, 0, 1700, ['Marketing Specialist', 'Content Editor']),
  department('Operations', 18, -0.05, 0.4, 1800, ['Machine Operator', 'Line Lead', 'Planner']),
  department('Quality', 5, 0, 0.15, 1900, ['Quality Inspector', 'Quality Analyst']),
  department('Sales', 10, 0.03, 0, 2000, ['Account Executive', 'Sales Representative']),
  department('Supply Chain', 8, -0.03, 0.3, 2100, ['Buyer', 'Warehouse Associate', 'Logistics Analyst']),
]);

export const LOCATIONS = choiceOf([
  ['Chicago', 26],
  ['Dallas', 16],
  ['Atlanta', 13],
  ['Denver', 10],
  ['Columbus', 10],
  ['Phoenix', 8],
  ['San José', 6],
  ['Boston', 5],
  ['Remote', 6],
]);

/** A job title of the department; above level 1 it is the rank. */
export function jobTitle({ name, titlesOfStaff }: Department, level: number, draw: number): string {
  switch (level) {
    case 1:
      return titlesOfStaff[Math.floor(draw * titlesOfStaff.length)] ?? '';
    case 2:
      return `${name} Manager`;
    case 3:
      return `Senior ${name} Manager`;
    case 4:
      return `Director, ${name}`;
    default:
      return `Vice President, ${name}`;
  }
}

export const VOLUNTARY_REASONS = choiceOf([
  ['Voluntary', 60],
  ['VOLUNTARY', 6],
  ['Involuntary', 20],
  ['involuntary', 3],
  ['Death', 1],
  ['Disability', 1],
  ['', 6],
  ['Personal', 3],
]);

export const ACTIVE_STATUSES = choiceOf([
  ['Active', 960],
  ['ACTIVE', 12],
  ['active', 12],
  ['A', 4],
  ['Leave', 12],
]);
