import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { gitCommitOf } from './git-commit.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** A folder laid out as git lays it out, by file name and content. */
function gitLike(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  mkdirSync(join(root, 'scenarios', 'deep'), { recursive: true });
  return root;
}

describe('gitCommitOf', () => {
  it('reads a loose branch from a folder below the work tree', async () => {
    const root = gitLike({ '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${COMMIT}\n` });
    expect(await gitCommitOf(join(root, 'scenarios', 'deep'))).toBe(COMMIT);
  });

  it('reads a packed branch', async () => {
    const packed = `# pack-refs with: peeled\nffff${COMMIT.slice(4)} refs/heads/other\n${COMMIT} refs/heads/main\n`;
    const root = gitLike({ '.git/HEAD': 'ref: refs/heads/main\n', '.git/packed-refs': packed });
    expect(await gitCommitOf(root)).toBe(COMMIT);
  });

  it('reads a detached head', async () => {
    const root = gitLike({ '.git/HEAD': `${COMMIT}\n` });
    expect(await gitCommitOf(root)).toBe(COMMIT);
  });

  it('reads a linked work tree', async () => {
    const root = gitLike({
      'main/.git/refs/heads/topic': COMMIT,
      'main/.git/worktrees/linked/HEAD': 'ref: refs/heads/topic',
      'main/.git/worktrees/linked/commondir': '../..',
      'linked/.git': 'gitdir: ../main/.git/worktrees/linked\n',
    });
    expect(await gitCommitOf(join(root, 'linked'))).toBe(COMMIT);
  });

  it.each([
    ['no commit yet', { '.git/HEAD': 'ref: refs/heads/main\n' }],
    ['no head', { '.git/config': '' }],
    ['nonsense', { '.git/HEAD': 'nonsense' }],
    ['a link to nowhere', { '.git': 'gitdir: /nowhere/at/all' }],
  ])('is null with %s', async (_name, files) => {
    expect(await gitCommitOf(gitLike(files))).toBeNull();
  });

  it('is null outside any work tree', async () => {
    expect(await gitCommitOf(join('/', 'no', 'such', 'folder'))).toBeNull();
  });
});
