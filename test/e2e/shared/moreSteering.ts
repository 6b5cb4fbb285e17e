import assert from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { withFilesAnew } from './beginnings.ts';
import { config, faster } from './files.ts';
import { holdBeforeTools } from './longAnswer.ts';

/** What tests of the agent and the views show as well, once more in the window. */
export function moreSteering(scripted: Scripted): void {
  const { window, doubles, tap } = scripted;
  withFilesAnew(scripted);

  const queue = () => window().chat.frame.getByRole('region', { name: 'Queue' });
  const lastRequest = (): string => doubles().requests.at(-1)?.bodyText ?? '';

  // shows: loop-queue
  it('queues a message with Enter, and hurries it when asked', async () => {
    const { chat } = window();
    await holdBeforeTools(scripted);
    const before = doubles().requests.length;
    await chat.send('say hello');
    await chat.send('think');
    await queue().getByRole('listitem').filter({ hasText: 'say hello' }).getByText('after this turn').waitFor();
    await queue().getByRole('button', { name: 'Send now: say hello' }).click();
    await queue().getByRole('listitem').filter({ hasText: 'say hello' }).getByText('next step').waitFor();
    tap.open();
    await chat.answers.getByText('I have thought about it.').waitFor();
    await chat.idle();
    assert.equal(doubles().requests.length, before + 2);
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['many tools', 'say hello', 'think']));
    await eventually(async () => assert.equal(await chat.frame.getByText('Delivered while it worked').count(), 1));
  });

  // shows: loop-abandon
  it('takes a question back when a message is sent while it waits, and says so', async () => {
    const { chat, workbench } = window();
    await chat.send(faster);
    await chat.approval(/Edit config\.py/).waitFor();
    await chat.frame.getByText('Sending now takes the question back').waitFor();
    await chat.send('say hello');
    await chat.answers.getByText('Hello!').waitFor();
    await chat.idle();
    await chat.approval(/Edit config\.py/).waitFor({ state: 'detached' });
    await chat
      .tool(/Edit config\.py/)
      .getByText('Stopped')
      .first()
      .waitFor();
    await workbench.statusItem('Practicum asks').waitFor({ state: 'hidden' });
    assert.equal(window().read('config.py'), config);
    assert.match(lastRequest(), /tool_result[\s\S]*say hello/);
  });

  // shows: loop-300
  it('stops after the answers that a request may take, says so, and goes on when asked', async () => {
    const { chat } = window();
    await chat.ask('bad arguments');
    const goOn = chat.entry('Warning').getByRole('button', { name: 'Go on' });
    await goOn.waitFor();
    const before = doubles().requests.length;
    await goOn.click();
    await eventually(() => assert.equal(doubles().requests.length, before + 1));
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['bad arguments', 'Go on.']));
    await chat.idle();
  });
}
