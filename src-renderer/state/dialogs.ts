import { create } from 'zustand';
import type { ParentOffer } from '../../src-shared/api/documents.ts';

/** An answer that a question offers. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** How the button looks: the usual answer, another one, or one that destroys something. */
  readonly look: 'primary' | 'plain' | 'danger';
}

/** A question that is put to the user. Null as the answer means that they left it. */
export type Dialog =
  | {
      readonly kind: 'choice';
      readonly title: string;
      readonly text: string;
      readonly choices: readonly Choice[];
      readonly answer: (value: string | null) => void;
    }
  | {
      readonly kind: 'name';
      readonly title: string;
      readonly label: string;
      readonly initial: string;
      readonly confirm: string;
      readonly answer: (name: string | null) => void;
    }
  | {
      readonly kind: 'template';
      readonly answer: (chosen: { readonly templateId: string | null; readonly name: string } | null) => void;
    }
  | {
      readonly kind: 'parentChange';
      readonly documentId: string;
      readonly answer: (value: null) => void;
    }
  | {
      readonly kind: 'parent';
      readonly documentId: string;
      readonly answer: (offer: ParentOffer | null) => void;
    }
  | {
      readonly kind: 'about' | 'shortcuts' | 'copySettings' | 'settings';
      readonly answer: (value: null) => void;
    };

export const useDialog = create<{ readonly dialog: Dialog | null }>(() => ({ dialog: null }));

type Answer<Kind extends Dialog['kind']> = Parameters<Extract<Dialog, { kind: Kind }>['answer']>[0];

function show<Value>(make: (answer: (value: Value) => void) => Dialog): Promise<Value> {
  return new Promise((resolve) => {
    const dialog = make((value) => {
      useDialog.setState(({ dialog: present }) => (present === dialog ? { dialog: null } : {}));
      resolve(value);
    });
    useDialog.setState({ dialog });
  });
}

/** Asks the user to choose. */
export const askChoice = (
  title: string,
  text: string,
  choices: readonly Choice[],
): Promise<Answer<'choice'>> => show((answer) => ({ kind: 'choice', title, text, choices, answer }));

/** Asks for a name. */
export const askName = (
  title: string,
  label: string,
  initial: string,
  confirm: string,
): Promise<Answer<'name'>> => show((answer) => ({ kind: 'name', title, label, initial, confirm, answer }));

/** Asks what a new scenario starts from. */
export const askTemplate = (): Promise<Answer<'template'>> =>
  show((answer) => ({ kind: 'template', answer }));

/** Shows something to read; resolves once it is closed. */
export const showDialog = (kind: 'about' | 'shortcuts' | 'copySettings' | 'settings'): Promise<null> =>
  show((answer) => ({ kind, answer }));

/** Shows what a change of the parent moves in a document. */
export const showParentChange = (documentId: string): Promise<null> =>
  show((answer) => ({ kind: 'parentChange', documentId, answer }));

/** Asks which file a document is to inherit from. */
export const askParent = (documentId: string): Promise<Answer<'parent'>> =>
  show((answer) => ({ kind: 'parent', documentId, answer }));
