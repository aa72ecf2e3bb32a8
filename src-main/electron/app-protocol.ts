import { servePageFile } from '../application/page/page-files.ts';

export const SCHEME = 'app';
const HOST = 'planalign';

/** Address of the page. */
export const PAGE_ADDRESS = `${SCHEME}://${HOST}/`;

/** Whether an address is one of the page of this application. */
export const isOwnAddress = (address: string): boolean => {
  try {
    const { protocol, host } = new URL(address);
    return protocol === `${SCHEME}:` && host === HOST;
  } catch {
    return false;
  }
};

/** Answers requests of the page with the files of the screens and nothing else. */
export async function answerPageRequest(pageFolder: string, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const isAsked = request.method === 'GET' && isOwnAddress(request.url);
  const file = isAsked ? await servePageFile(pageFolder, pathname) : null;
  if (file === null) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.body), { headers: { ...file.headers } });
}
