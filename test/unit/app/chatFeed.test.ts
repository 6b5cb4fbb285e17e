import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { ChatFeed } from '../../../src/app/chatFeed.ts';

describe('What a chat sends to its view', () => {
  afterEach(() => mock.timers.reset());

  // shows: figure-stream
  it('is at most thirty messages in any second, whatever comes in between, and not a word less', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const feed = new ChatFeed();
    const sent: { readonly atMs: number; readonly text: string }[] = [];
    let nowMs = 0;
    feed.onDidSend(({ ops }) => sent.push({ atMs: nowMs, text: ops.map((op) => (op.op === 'text' ? op.text : '')).join('') }));
    // 20,000 deltas in four seconds.
    for (; nowMs < 4_000; nowMs += 1, mock.timers.tick(1))
      for (let each = 0; each < 5; each += 1) feed.push([{ op: 'text', id: 'a', text: `${nowMs}.${each} ` }]);
    mock.timers.tick(1_000);
    const said = Array.from({ length: 4_000 }, (_, ms) => [0, 1, 2, 3, 4].map((each) => `${ms}.${each} `).join('')).join('');
    assert.equal(sent.map(({ text }) => text).join(''), said);
    const most = Math.max(...sent.map(({ atMs }, index) => sent.slice(index).filter((later) => later.atMs < atMs + 1_000).length));
    assert.ok(most <= 30 && most > 25, `${most} messages in one second`);
  });
});
