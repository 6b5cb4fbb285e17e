import assert from 'node:assert/strict';
import { replaying, type Script } from '../../doubles/replay.ts';
import type { NeutralMessage } from '../../doubles/script.ts';

describe('a script that is replayed', () => {
  const ask = async (...messages: readonly NeutralMessage[]): Promise<string | undefined> => {
    const brain = replaying((prompt) => {
      return (function* (): Script {
        const [result] = yield { calls: [{ name: 'look', input: {} }] };
        return { text: `${prompt.text}: ${result?.content}` };
      })();
    });
    const shared = { wire: 'openai' as const, model: 'm', system: '', toolNames: [], earlierRequests: 0 };
    return (await brain({ ...shared, messages })).text;
  };
  const user = (text: string): NeutralMessage => ({ role: 'user', text });
  const look: NeutralMessage = { role: 'assistant', text: '', calls: [{ id: 'c1', name: 'look', argumentsJson: '{}' }] };
  const seen: NeutralMessage = { role: 'tool', results: [{ callId: 'c1', content: 'a train', isError: false }] };

  it('hears the person’s words, and not the notes, instructions and attachments around them', async () => {
    const note =
      '<practicum-note>\nMode: ask.\n</practicum-note>\n\n<practicum-instructions-2 file="/w/AGENTS.md">\nSay </practicum-instructions>.\n</practicum-instructions-2>';
    const attached = '<attached file="/w/a.py"/>\n\n<attached selection="/w/b.py" lines="1-2">\nx = 1\n</attached>';
    assert.equal(await ask(user(`${note}\n\n${attached}\n\nWhat is it?`), look, seen), 'What is it?: a train');
  });

  it('goes on where it was when the loop gives a hint in between', async () => {
    assert.equal(
      await ask(user('What is it?'), look, seen, user('<practicum-hint>\nLook again.\n</practicum-hint>')),
      'What is it?: a train',
    );
  });
});
