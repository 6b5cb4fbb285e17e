import assert from 'node:assert/strict';
import type { MessageId, TurnId } from '../../../src/base/ids.ts';
import { newId } from '../../../src/base/newId.ts';
import { SessionPrinter } from '../../../src/cli/sessionPrinter.ts';
import type { SessionEventBody } from '../../../src/sessions/events.ts';
import { Story } from '../agent/guards/story.ts';

describe('What the command line prints of a session', () => {
  const response = newId<MessageId>('re');
  const turn = newId<TurnId>('tu');

  function printing(json = false) {
    const said = { out: '', err: '' };
    const output = {
      out: (text: string) => {
        said.out += text;
      },
      err: (text: string) => {
        said.err += text;
      },
      closed: new AbortController().signal,
    };
    const printer = new SessionPrinter(output, json, () => undefined);
    const story = new Story().to({ apply: (event) => printer.print(event) });
    return { said, printer, tell: (...events: readonly SessionEventBody[]) => story.tell(...events) };
  }

  const down = 'Nothing answers at http://127.0.0.1:9 (connection refused).';
  const started: SessionEventBody = { type: 'response.started', turn, response, model: 'openai/x' };
  const broke: SessionEventBody = { type: 'response.superseded', response, code: 'model-unreachable', message: down };

  // shows: stream-retry, bad-endpoint-down
  it('is a wait when it begins, and at the end one message of what went wrong', () => {
    const { said, printer, tell } = printing();
    for (const seconds of [2, 4]) {
      tell(started, broke);
      for (let left = seconds; left > 0; left -= 1) printer.wait(`Trying again in ${left} s: ${down}`);
      printer.wait(undefined);
    }
    tell(started, broke, { type: 'turn.ended', turn, end: 'failed', message: down, hint: 'Is the server running?' });
    assert.deepEqual(said.err.trimEnd().split('\n'), [
      `· Trying again in 2 s: ${down}`,
      `· Trying again in 4 s: ${down}`,
      `failed: ${down} Is the server running?`,
    ]);
  });

  // shows: stream-retry, stream-stall
  it('says of words that broke off that they are superseded, and of a silence that it lasts', () => {
    const { said, printer, tell } = printing();
    tell(started, { type: 'response.text', response, text: 'The rate is' });
    printer.wait('No word from X for 60 s; asked again after 180 s');
    printer.wait('No word from X for 70 s; asked again after 180 s');
    tell({ type: 'response.superseded', response, code: 'model-silent', message: 'X has sent nothing for 180 s.' });
    assert.equal(said.out, 'The rate is\n');
    assert.deepEqual(said.err.trimEnd().split('\n'), [
      '· No word from X for 60 s; asked again after 180 s',
      '! X has sent nothing for 180 s. (what was shown above is superseded)',
    ]);
  });

  it('calls nothing superseded that the person stopped', () => {
    const { said, tell } = printing();
    tell(started, { type: 'response.text', response, text: 'The rate' });
    tell({ type: 'response.superseded', response, code: 'cancelled', message: 'Stopped.' });
    assert.deepEqual(said, { out: 'The rate\n', err: '' });
  });
});
