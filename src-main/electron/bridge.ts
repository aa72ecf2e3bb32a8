import type { z } from 'zod';
import { bridgeRequests, type MenuAction, type WindowState } from '../../src-shared/api/host-bridge.ts';
import { channelOf, PORT_MESSAGE } from '../../src-shared/api/preload.ts';
import { FILE_ENDINGS, type FilePurpose, type SavePurpose } from '../../src-shared/api/files.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { mainPortPipe } from '../../src-shared/rpc/pipes.ts';
import type { Application } from '../application/application.ts';
import { safeFileName } from '../application/file-grants.ts';
import type { DesktopWindow, ElectronParts, PageMessage } from './electron-parts.ts';
import { isFromPage } from './restrictions.ts';

const FILE_NAMES: Readonly<Record<FilePurpose | SavePurpose, { title: string; kind: string }>> = {
  census: { title: 'Open census', kind: 'Census files' },
  mapping: { title: 'Open mapping', kind: 'Mappings' },
  scenario: { title: 'Scenario', kind: 'Scenarios' },
  table: { title: 'Save table', kind: 'CSV files' },
  workbook: { title: 'Save workbook', kind: 'Excel workbooks' },
};

const filtersOf = (purpose: FilePurpose | SavePurpose) => [
  { name: FILE_NAMES[purpose].kind, extensions: [...FILE_ENDINGS[purpose]] },
  { name: 'All files', extensions: ['*'] },
];

/**
 * Answers what the preload script asks for on behalf of the page. Only the page of the one window is heard, and what
 * it says is checked like any other input.
 */
export function answerPage(
  parts: Pick<ElectronParts, 'messages' | 'dialog' | 'handPort'>,
  application: Application,
  current: () => DesktopWindow | null,
  hear: {
    readonly state: (state: WindowState) => void;
    readonly menu: (menu: readonly MenuAction[]) => void;
    readonly failure: (channel: string, error: unknown) => void;
  },
): void {
  const { messages, dialog, handPort } = parts;
  const refuseStrangers = (event: PageMessage): void => {
    if (!isFromPage(event, current()?.webContents ?? null))
      throw new PlanAlignError('CALL_INVALID', 'The message does not come from the page.');
  };
  const checked = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new PlanAlignError('CALL_INVALID', parsed.error.message);
    return parsed.data;
  };

  messages.handle(channelOf('chooseFile'), async (event, value) => {
    refuseStrangers(event);
    const { purpose } = checked(bridgeRequests.chooseFile, value);
    const { title } = FILE_NAMES[purpose];
    const { canceled, filePaths } = await dialog.showOpenDialog({
      title,
      properties: ['openFile'],
      filters: filtersOf(purpose),
    });
    const [path] = filePaths;
    return canceled || path === undefined ? null : application.files.grant(path);
  });
  messages.handle(channelOf('chooseTarget'), async (event, value) => {
    refuseStrangers(event);
    const { purpose, suggestedName } = checked(bridgeRequests.chooseTarget, value);
    const [ending = ''] = FILE_ENDINGS[purpose];
    const name = safeFileName(suggestedName);
    const { canceled, filePath } = await dialog.showSaveDialog({
      title: FILE_NAMES[purpose].title,
      defaultPath: name.endsWith(`.${ending}`) ? name : `${name}.${ending}`,
      filters: filtersOf(purpose),
    });
    return canceled || filePath === '' ? null : application.files.grant(filePath);
  });
  messages.handle(channelOf('acceptFile'), async (event, value) => {
    refuseStrangers(event);
    return application.files.grant(checked(bridgeRequests.acceptFile, value).path);
  });
  /** What fails here has nobody to be told, and must not end the program. */
  const listen = (channel: string, work: (value: unknown) => void): void => {
    messages.on(channel, (event, value) => {
      try {
        refuseStrangers(event);
        work(value);
      } catch (error) {
        hear.failure(channel, error);
      }
    });
  };
  listen(channelOf('showState'), (value) => {
    hear.state(checked(bridgeRequests.showState, value));
  });
  listen(channelOf('showMenu'), (value) => {
    hear.menu(checked(bridgeRequests.showMenu, value));
  });
  listen(channelOf('requestPort'), () => {
    application.serve(mainPortPipe(handPort(PORT_MESSAGE)));
  });
}
