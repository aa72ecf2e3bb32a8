import { open } from 'node:fs/promises';
import { PlanAlignError } from '../../src-shared/errors.ts';

/**
 * The text of a UTF-8 file, without a byte order mark.
 * @throws PlanAlignError FILE_NOT_FOUND; FILE_UNREADABLE also for a folder, another encoding, or more than `maxBytes`.
 */
export async function readText(path: string, maxBytes: number): Promise<string> {
  const bytes = await readBytes(path, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PlanAlignError('FILE_UNREADABLE', 'It is not UTF-8 text.', { file: path });
  }
}

async function readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > maxBytes)
        throw new PlanAlignError('FILE_UNREADABLE', `It is larger than ${maxBytes} bytes.`, { file: path });
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof PlanAlignError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new PlanAlignError('FILE_NOT_FOUND', '', { file: path });
    const reason =
      code === 'EISDIR' ? 'It is a folder.' : code === 'EACCES' ? 'Permission was denied.' : code;
    throw new PlanAlignError('FILE_UNREADABLE', reason, { file: path });
  }
}
