import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { titleIn } from '../../../src/app/titles.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { end, failure, ScriptedModel, say } from '../agent/scriptedModel.ts';
import { testHost, until } from './support.ts';

describe('The title of a session', () => {
  let folder: string;
  let workbench: OpenWorkbench | undefined;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-titles-')));
    await mkdir(join(folder, 'space'));
  });
  afterEach(async () => {
    await workbench?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(titles: ScriptedModel | undefined, budget?: WorkbenchHost['budget']): Promise<OpenWorkbench> {
    const main = new ScriptedModel([say('Done.'), end()], [say('Done again.'), end()]);
    const host = testHost(folder, join(folder, 'space'), () => main);
    workbench = await createWorkbench({
      ...host,
      model: async (role) => (role === 'titles' && titles !== undefined ? titles : main),
      modelLabel: (role = 'main') =>
        role === 'main' ? 'openai/main' : role === 'titles' && titles !== undefined ? 'openai/titles' : undefined,
      ...(budget === undefined ? {} : { budget }),
    });
    return workbench;
  }

  const work = async ({ chat, currentSession }: OpenWorkbench, text: string): Promise<void> => {
    await chat.send(text, []);
    await currentSession().agent.whenIdle();
  };
  const title = (open: OpenWorkbench): string => open.chat.snapshot().head.title;
  const request = 'Train the small model on digits\nand tell me how it went';

  // shows: models-titles
  it('comes once from the model that was chosen for titles, with nothing but the request before it', async () => {
    const titles = new ScriptedModel([say('Title: “Training digits, '), say('small model”\n'), end()]);
    const opened = await open(titles);
    await work(opened, request);
    await until(opened.chat.onDidChange, () => title(opened) !== 'Train the small model on digits');
    assert.equal(title(opened), 'Training digits, small model');
    await work(opened, 'And again');
    assert.equal(titles.requests.length, 1);
    assert.deepEqual(titles.requests[0]?.tools, []);
    assert.match(JSON.stringify(titles.requests[0]?.messages), /<request>\\nTrain the small model/);
  });

  // shows: models-titles
  it('is the first line, and no model is asked, where none was chosen for it or it fails', async () => {
    const opened = await open(undefined);
    await work(opened, request);
    assert.equal(title(opened), 'Train the small model on digits');
    await opened.close();
    const failing = new ScriptedModel([failure('server')]);
    const other = await open(failing);
    await other.chat.newSession();
    await work(other, request);
    await other.close();
    assert.equal(failing.requests.length, 1);
    assert.equal(title(other), 'Train the small model on digits');
    workbench = undefined;
  });

  // shows: models-titles
  it('is never a reason to ask for money: where a cap is in the way, it is the first line', async () => {
    const dear = Object.assign(new ScriptedModel(), {
      endpoint: 'https://models.example/v1',
      listedPrice: async () => ({ input: 1_000, output: 1_000 }),
    });
    const opened = await open(dear, () => ({ sessionUsd: 0.01, dayUsd: null, runUsd: null, unpricedTokens: 1 }));
    await work(opened, request);
    await opened.close();
    assert.deepEqual([dear.requests.length, opened.approvals.pending.length], [0, 0]);
    assert.equal(title(opened), 'Train the small model on digits');
    workbench = undefined;
  });

  // shows: models-titles
  it('is one line of plain words, whatever the model says', () => {
    assert.equal(titleIn('\n\n**“Loss of a tiny CNN”.**\nBecause …'), 'Loss of a tiny CNN');
    assert.equal(titleIn('Title: x\u202e\u0007y'), 'xy');
    assert.equal(titleIn('---\n…'), '');
    assert.equal(titleIn('word '.repeat(40)).length, 60);
  });
});
