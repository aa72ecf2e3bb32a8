import { useState } from 'react';
import { sealEdit } from '../../state/documents.ts';

interface Draft<Value> {
  readonly text: string;
  /** The value when it was typed: a value that has changed otherwise, by undo for example, wins. */
  readonly value: Value;
  readonly problem: string | null;
}

/** The text of a field while it is typed: it takes effect as soon as it can be understood. */
export interface DraftField {
  readonly text: string;
  /** Why the text has no effect; null when it has. */
  readonly problem: string | null;
  readonly type: (text: string) => void;
  /** The field was left: the value is shown as it was understood. */
  readonly leave: () => void;
  /** Back to the value. */
  readonly drop: () => void;
}

/** What a text means, or why it means nothing. */
export type Reading<Value> = { readonly value: Value } | { readonly problem: string };

/** Lets a text be typed for a value. */
export function useDraft<Value>(
  value: Value,
  show: (value: Value) => string,
  read: (text: string) => Reading<Value>,
  commit: (value: Value) => void,
): DraftField {
  const [draft, setDraft] = useState<Draft<Value> | null>(null);
  const isCurrent = draft !== null && draft.value === value;
  return {
    text: isCurrent ? draft.text : show(value),
    problem: isCurrent ? draft.problem : null,
    type: (text) => {
      const reading = read(text);
      if ('problem' in reading) setDraft({ text, value, problem: reading.problem });
      else {
        setDraft({ text, value: reading.value, problem: null });
        commit(reading.value);
      }
    },
    leave: () => {
      // What was not understood stays, with the reason.
      if (draft?.problem === null) setDraft(null);
      sealEdit();
    },
    drop: () => {
      setDraft(null);
    },
  };
}
