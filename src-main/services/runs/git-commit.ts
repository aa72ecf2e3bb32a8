import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * The commit that is checked out in the git work tree around a folder, read from git's own files: null when the
 * folder is in none, or when git keeps its references in a form that is not read here. It never fails.
 */
export async function gitCommitOf(folder: string): Promise<string | null> {
  const gitFolder = await findGitFolder(resolve(folder));
  if (gitFolder === null) return null;
  const head = await textOf(join(gitFolder, 'HEAD'));
  if (head === null) return null;
  const reference = /^ref: (\S+)$/.exec(head)?.[1];
  if (reference === undefined) return COMMIT.test(head) ? head : null;
  // A linked work tree keeps its references with the main one.
  const common = await textOf(join(gitFolder, 'commondir'));
  const folders = common === null ? [gitFolder] : [gitFolder, resolve(gitFolder, common)];
  for (const place of folders) {
    const loose = await textOf(join(place, reference));
    if (loose !== null && COMMIT.test(loose)) return loose;
    const packed = await textOf(join(place, 'packed-refs'));
    for (const line of packed?.split('\n') ?? []) {
      const [commit, name] = line.split(' ');
      if (name === reference && commit !== undefined && COMMIT.test(commit)) return commit;
    }
  }
  return null;
}

async function findGitFolder(start: string): Promise<string | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    const git = join(folder, '.git');
    const kind = await stat(git).catch(() => null);
    if (kind?.isDirectory() === true) return git;
    if (kind?.isFile() === true) {
      const target = /^gitdir: (.+)$/m.exec((await textOf(git)) ?? '')?.[1];
      if (target !== undefined) return isAbsolute(target) ? target : resolve(folder, target);
    }
    if (folder === dirname(folder)) return null;
  }
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}
