/** One step of a setting path: a key or an element id, or a position in a list. */
export type PathStep = string | number;

const PLAIN_STEP = /^[A-Za-z0-9_-]+$/;

/** Text of a path: keys and ids after dots, positions and unusual names in brackets, `planDesigns[0].match.type`. */
export function formatPath(steps: readonly PropertyKey[]): string {
  let text = '';
  for (const step of steps) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!PLAIN_STEP.test(String(step))) text += `["${String(step).replaceAll(/["\\]/g, '\\$&')}"]`;
    else text += text === '' ? String(step) : `.${String(step)}`;
  }
  return text;
}

/** A position or a quoted name in brackets, or a name after a dot (the first name has no dot). */
const STEP = /\[(\d+)\]|\["((?:[^"\\]|\\["\\])*)"\]|(?:^|(?<!^)\.)([^.[\]"]+)/y;

/** Steps of a path text, the reverse of {@link formatPath}; null when the text is not a path. */
export function parsePath(text: string): readonly PathStep[] | null {
  const steps: PathStep[] = [];
  let at = 0;
  while (at < text.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (match === null) return null;
    const [whole, position, quoted, name] = match;
    if (position !== undefined) steps.push(Number(position));
    else steps.push(quoted?.replaceAll(/\\(["\\])/g, '$1') ?? name ?? '');
    at += whole.length;
  }
  return steps.length > 0 ? steps : null;
}
