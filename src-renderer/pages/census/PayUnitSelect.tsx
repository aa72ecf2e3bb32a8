import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CensusFileReport } from '../../../src-shared/api/census-report.ts';

const PAY_UNITS = [
  { value: 'annual', label: 'per year' },
  { value: 'monthly', label: 'per month' },
  { value: 'semimonthly', label: 'twice a month' },
  { value: 'biweekly', label: 'every two weeks' },
  { value: 'weekly', label: 'per week' },
  { value: 'hourly', label: 'per hour' },
];

/** What the pay figures of a file are paid for; asks where the file does not say. */
export function PayUnitSelect({
  label,
  payUnit,
  onUnit,
}: {
  readonly label: string;
  readonly payUnit: CensusFileReport['payUnit'];
  readonly onUnit: (unit: string) => void;
}): ReactNode {
  return (
    <Select
      label={label}
      w={170}
      data={PAY_UNITS}
      value={payUnit.unit}
      placeholder="Please choose"
      error={payUnit.isConfirmed ? null : payUnit.remark || 'Please confirm'}
      allowDeselect={false}
      onChange={(unit) => {
        if (unit !== null) onUnit(unit);
      }}
    />
  );
}
