import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PlanAlignError } from '../../src-shared/errors.ts';
import type { FileGrants } from '../application/file-grants.ts';
import { COMMON_HEADERS } from '../application/page/page-policy.ts';

/** Passes bytes on until there are too many. */
function limited(most: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) done(new PlanAlignError('UPLOAD_TOO_LARGE', `More than ${most} bytes were sent.`));
      else done(null, chunk);
    },
  });
}

/** Keeps the body of a request as a file, whole or not at all, and answers with its reference. */
export async function receiveFile(
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  files: FileGrants,
  mostBytes: number,
): Promise<void> {
  const announced = Number(request.headers['content-length'] ?? 0);
  const { fileId, path } = await files.newCopy(name, 'upload');
  try {
    if (announced > mostBytes)
      throw new PlanAlignError('UPLOAD_TOO_LARGE', `${announced} bytes are more than ${mostBytes}.`);
    await pipeline(request, limited(mostBytes), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await files.drop(fileId);
    if (!(error instanceof PlanAlignError)) throw error;
    const { code, detail } = error;
    response.writeHead(413, { ...COMMON_HEADERS, 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ code, detail }));
    return;
  }
  const reference = await files.reference(fileId);
  response.writeHead(201, { ...COMMON_HEADERS, 'content-type': 'application/json' });
  response.end(JSON.stringify(reference));
}

/** Sends a file that was made as a download, under its name. It is kept, so that it can be fetched again. */
export async function sendFile(response: ServerResponse, fileId: string, files: FileGrants): Promise<void> {
  const { path, name } = files.download(fileId);
  const { size } = await stat(path);
  response.writeHead(200, {
    ...COMMON_HEADERS,
    'content-type': 'application/octet-stream',
    'content-length': size,
    'content-disposition': `attachment; filename="download"; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
  await pipeline(createReadStream(path), response);
}
