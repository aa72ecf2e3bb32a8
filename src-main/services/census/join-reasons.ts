import type { ReasonKind } from './reasons.ts';

/** Why rows of two joined files do not meet, or contradict each other. */
interface JoinReasonDefinition {
  readonly code: string;
  /** What becomes of the row: `quarantine` leaves it out, `warn` keeps it. */
  readonly kind: ReasonKind;
  readonly meaning: string;
  readonly repair: string;
}

const reason = <Code extends string>(
  code: Code,
  kind: ReasonKind,
  meaning: string,
  repair: string,
): JoinReasonDefinition & { readonly code: Code } => ({ code, kind, meaning, repair });

/** Beside those of W-21 and W-22, which the rows of a joined file can have as well. */
export const JOIN_REASONS = [
  reason(
    'JOIN_NO_PERSON',
    'quarantine',
    'No row of the census has the id of the joined row',
    'Nothing to do for people outside the study; otherwise correct the id in one of the files',
  ),
  reason(
    'JOIN_ID_ALIKE',
    'quarantine',
    'No row of the census has the id of the joined row, but one differs only in letter case or leading zeros',
    'Let such ids belong together (a mapping file says "ids": "alike"), or correct the id',
  ),
  reason(
    'JOIN_ID_UNCLEAR',
    'quarantine',
    'Several ids differ from that of the joined row only in letter case or leading zeros',
    'Correct the id: which of them is meant cannot be told',
  ),
  reason(
    'JOIN_NO_ROW',
    'warn',
    'The joined file has no row for the person',
    'Nothing to do: what only the joined file says counts as blank for the person',
  ),
  reason(
    'JOIN_DIFFERENT',
    'warn',
    'Both files fill a field of the person and do not agree',
    'Correct one of the files, or let the joined file win for the field (a mapping file lists it under "wins")',
  ),
] as const;

export type JoinReasonCode = (typeof JOIN_REASONS)[number]['code'];

const byCode = new Map(JOIN_REASONS.map((entry) => [entry.code, entry]));

export function joinReason(code: JoinReasonCode): (typeof JOIN_REASONS)[number] {
  const entry = byCode.get(code);
  if (entry === undefined) throw new RangeError(`no such reason: ${code}`);
  return entry;
}
