import assert from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { inEmptyConversations } from './beginnings.ts';
import { holdBeforeTools } from './longAnswer.ts';

export function steering(scripted: Scripted): void {
  const { window, doubles, tap } = scripted;
  inEmptyConversations(scripted);

  const queue = () => window().chat.frame.getByRole('region', { name: 'Queue' });
  const lastRequest = (): string => doubles().requests.at(-1)?.bodyText ?? '';

  // shows: loop-steer
  it('delivers a message before the next step, in the middle of the turn', async () => {
    const { chat } = window();
    await holdBeforeTools(scripted);
    const before = doubles().requests.length;
    await chat.composer.fill('say hello');
    await chat.composer.press('Alt+Enter');
    await queue().getByText('next step').waitFor();
    tap.open();
    await chat.answers.getByText('Hello!').waitFor();
    await chat.idle();
    assert.equal(doubles().requests.length, before + 1, 'the same turn went on with it');
    assert.match(lastRequest(), /tool_result[\s\S]*say hello/, 'behind the results of the calls before it');
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['many tools', 'say hello']));
    await chat.entry('You').last().getByText('Delivered while it worked').waitFor();
  });
}
