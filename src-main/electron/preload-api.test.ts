import { describe, expect, it } from 'vitest';
import { preloadApi, type PreloadParts } from './preload-api.ts';

function fakeParts() {
  const said: unknown[] = [];
  const listeners = new Map<string, (ports: readonly MessagePort[], value: unknown) => void>();
  const parts: PreloadParts = {
    invoke: (channel, value) => {
      said.push([channel, value]);
      return Promise.resolve(null);
    },
    send: (channel, value) => said.push([channel, value]),
    on: (channel, listen) => listeners.set(channel, listen),
    pathOf: (file) => (file.name === 'made' ? '' : `/home/me/${file.name}`),
    post: (message, ports) => said.push([message, ports.length]),
  };
  return { said, listeners, api: preloadApi(parts) };
}

describe('the preload script', () => {
  it('sends named requests and nothing else', async () => {
    const { api, said } = fakeParts();
    await api.chooseFile('census');
    await api.chooseTarget('table', 'People');
    await api.acceptFile(new File([], 'a.csv'));
    api.showState({ title: 'x', edited: false, running: false, progress: null });
    api.showMenu([]);
    api.requestPort();
    expect(said).toEqual([
      ['planalign:chooseFile', { purpose: 'census' }],
      ['planalign:chooseTarget', { purpose: 'table', suggestedName: 'People' }],
      ['planalign:acceptFile', { path: '/home/me/a.csv' }],
      ['planalign:showState', { title: 'x', edited: false, running: false, progress: null }],
      ['planalign:showMenu', []],
      ['planalign:requestPort', undefined],
    ]);
  });

  it('accepts no file that a script made up', async () => {
    await expect(fakeParts().api.acceptFile(new File([], 'made'))).rejects.toThrow('not one of the disk');
  });

  it('hands ports and chosen actions to the page', () => {
    const { api, said, listeners } = fakeParts();
    const chosen: string[] = [];
    const stop = api.onAction((actionId) => chosen.push(actionId));
    listeners.get('planalign:action')?.([], 'file.save');
    stop();
    listeners.get('planalign:action')?.([], 'file.open');
    expect(chosen).toEqual(['file.save']);
    listeners.get('planalign:port')?.([new MessageChannel().port1], null);
    expect(said).toEqual([['planalign:port', 1]]);
  });
});
