import assert from 'node:assert/strict';
import type { HostToPaper } from '../../src/protocol/paper.ts';
import { drawn, playPaper } from './act.ts';
import { paperStates, setUpSent, smoothingSent } from './paperStates.ts';
import { useStage } from './setup.ts';
import { press, until, type View } from './stage.ts';

describe('The set-up beside a paper', () => {
  const setup = useStage();
  const play = async (messages: readonly HostToPaper[], width = 1200): Promise<View> =>
    setup.keep(await playPaper(setup.stage, 'dark', { messages, width }));
  const marked = `[
      ...[...CSS.highlights.get('told')].map((range) => range.toString()),
      ...[...document.querySelectorAll('.formula.is-told')].map((formula) => formula.dataset.tex)]`;
  /** They are marked with the next frame. */
  const untilTold = async (view: View, ...words: readonly string[]): Promise<void> =>
    await until(view.page, `JSON.stringify(${marked}).startsWith(${JSON.stringify(JSON.stringify(words).slice(0, -1))})`);
  const target = async (view: View): Promise<string> => await view.page.evaluate(`document.querySelector('.is-target')?.dataset.anchor`);
  const focusedName = async (view: View): Promise<string> => await view.page.evaluate('document.activeElement.ariaLabel');

  // shows: paper-set-up
  it('says what is stated, not said, contradicted and not understood, with guesses as such', async () => {
    const view = await play(setUpSent);
    const panel = view.page.getByRole('complementary', { name: 'Set-up of the paper' });
    assert.deepEqual(await panel.locator('summary').allTextContents(), [
      ' Contradictions 2',
      ' Not said 2',
      ' Not found 1',
      ' Stated 13',
      ' Not understood 2',
    ]);
    const words = (await panel.textContent()) ?? '';
    assert.match(words, /Not found 1.*perhaps here\.weight decaya factor of/);
    assert.match(words, /20computed from bins 10, seeds 5Table 1/);
    assert.match(words, /perhaps weight decay or dropout\?/);
    assert.match(words, /label smoothingone of 0, 0\.05, 0\.1, 0\.2§3\.1/);
    assert.deepEqual(view.troubles, []);
  });

  // shows: paper-set-up
  it('leads to a place and marks its words there: in a sentence, with a formula, in a line and in cells; and back', async () => {
    const view = await play(setUpSent);
    const look = async (name: string): Promise<void> => {
      await view.page.getByRole('button', { name, exact: true }).first().click();
      await drawn(view);
    };
    await look('§3.1: batch size 64 images');
    assert.equal(await target(view), 'S3.SS1.p1');
    await untilTold(view, 'rate of ', ' and mini-batches of ', ' images for ', '10^{-3}', '64', '20');
    await look('Algorithm 1: optimizer Adam');
    assert.equal(await target(view), 'alg1');
    await untilTold(view, 'update ', ' with Adam and ');
    await look('Table 3: learning rate 0.003');
    assert.equal(await target(view), 'A1.T3');
    await untilTold(view, '3e-3', 'Learning rate');
    await press(view.page, 'Alt+ArrowLeft');
    await drawn(view);
    assert.equal(await target(view), 'alg1');
    await until(view.page, `${marked}.length === 0`);
  });

  // shows: paper-set-up
  it('is gone through with the arrows while the paper follows, one stop with Tab, and gives the keyboard back', async () => {
    const view = await play(smoothingSent.map(unsaid));
    await view.page.getByRole('button', { name: /^Set-up: being looked for/ }).focus();
    await press(view.page, 'Enter');
    assert.match(await focusedName(view), /^Close the set-up/);
    await view.send({ ...setUpSent[0], type: 'head' });
    assert.match((await view.page.evaluate('document.activeElement.textContent')) ?? '', /Contradictions/);
    await press(view.page, 'ArrowDown', 'ArrowDown', 'Enter');
    assert.equal(await focusedName(view), 'Table 3: learning rate 0.003');
    assert.equal(await target(view), 'A1.T3');
    assert.equal(await view.page.locator('[data-stop][tabindex="0"]').count(), 1);
    await press(view.page, 'Home', 'ArrowLeft');
    assert.equal(await view.page.locator('.set-up-group').first().getAttribute('open'), null);
    await press(view.page, 'End');
    assert.match(await focusedName(view), /^§3\.1: 0\.5 seconds/);
    await press(view.page, 'Escape');
    assert.equal(await view.page.locator('.set-up').count(), 0);
    assert.match((await view.page.evaluate('document.activeElement.textContent')) ?? '', /^Set-up:/);
    await until(view.page, `${marked}.length === 0`);
  });

  // shows: paper-set-up
  it('comes later than the paper without moving it, stays while it is looked for anew, and says why where it cannot be found out', async () => {
    const view = await play([...smoothingSent.map(unsaid), { type: 'setUp' }]);
    const { page } = view;
    const [head] = setUpSent;
    assert.ok(head?.type === 'paper');
    const first = `document.querySelector('.part').getBoundingClientRect().top`;
    const top = await page.evaluate(first);
    await page.getByText('Looking for it…').waitFor();
    await view.send({ type: 'head', paper: head.paper });
    assert.equal(await page.evaluate(first), top);
    assert.equal(await page.getByText('Looking for it…').count(), 0);
    await page.getByText('Set-up: 13 values · 3 missing · 2 contradictions · 2 not understood').waitFor();
    const { setUp: _, ...without } = head.paper;
    await view.send({ type: 'head', paper: without });
    await page.getByText('Looking for it…').waitFor();
    assert.ok((await page.locator('.set-up-row').count()) > 10, 'what was known stays');
    await view.send({ type: 'head', paper: { ...without, setUp: { why: 'The paper is too large.' } } });
    await page.getByText('could not be worked out: The paper is too large.').waitFor();
    // Nothing that was not looked for is called not there.
    const unfinished = 'Not worked out of this paper: what it does not say. It took more than 120 s.';
    const setUp = { stated: [], missing: [], contradictions: [], unnamed: [], unfinished };
    await view.send({ type: 'head', paper: { ...without, setUp } });
    await page.getByText(unfinished).waitFor();
    await page.getByText('Set-up: not all of it known').waitFor();
    assert.equal(await page.getByText('Nothing was found').count(), 0);
  });

  // shows: paper-set-up
  it('stands below the paper where there is no room beside it, and nothing is cut off at 300 px', async () => {
    const { page } = setup.keep(await playPaper(setup.stage, 'dark', paperStates['set-up-300px']));
    assert.equal(
      await page.evaluate(
        `document.querySelector('.set-up').getBoundingClientRect().top >= document.querySelector('.page').getBoundingClientRect().bottom`,
      ),
      true,
    );
    assert.deepEqual(
      await page.evaluate(`[...document.querySelectorAll('.set-up, .set-up-body, .set-up-row, .scroller')]
        .filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.className)`),
      [],
    );
  });
});

function unsaid(message: HostToPaper): HostToPaper {
  if (message.type !== 'paper') return message;
  const { setUp: _, ...paper } = message.paper;
  return { ...message, paper };
}
