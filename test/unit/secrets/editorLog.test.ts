import assert from 'node:assert/strict';
import type { LogOutputChannel } from 'vscode';
import { withoutSecrets } from '../../../src/editor/secretFreeLog.ts';

const secret = `hf_${'q7Zk2Wp9Lm4Xc8Vb3Nr6Ty1Hg5Jf0DsAuEi'}`;

describe('the editor’s log', () => {
  // shows: secrets-everywhere
  it('holds no secret of a text, an error, its stack or what stands beside it', () => {
    const said: string[] = [];
    const say = (...words: unknown[]): void => void said.push(words.map(String).join(' '));
    const channel = { name: 'Practicum', trace: say, debug: say, info: say, warn: say, error: say, append: say, appendLine: say };
    const log = withoutSecrets(channel as unknown as LogOutputChannel);
    const error = new Error(`wrong key ${secret}`);
    log.trace(secret);
    log.debug(secret);
    log.info(`a ${secret} b`);
    log.warn('beside', secret);
    log.error(error);
    log.error('Nobody caught this:', error);
    log.append(secret);
    log.appendLine(secret);
    assert.equal(said.length, 8);
    for (const text of said) {
      assert.match(text, /\[redacted:huggingface\]/);
      assert.ok(!text.includes(secret), text);
    }
    assert.match(said[4] ?? '', /editorLog\.test\.ts/);
    assert.equal(log.name, 'Practicum');
  });
});
