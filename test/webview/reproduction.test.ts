import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { playReproduction } from './act.ts';
import { attention, reproductionStates } from './reproductionStates.ts';
import { useStage } from './setup.ts';
import { press, type View } from './stage.ts';

/** As it is drawn. */
async function wordsOf(place: Locator): Promise<string> {
  return (await place.allInnerTexts()).join('\n');
}

describe('The tab of a reproduction', () => {
  const setup = useStage();
  const show = async (name: string): Promise<View> => {
    const state = reproductionStates[name];
    assert.ok(state !== undefined);
    return setup.keep(await playReproduction(setup.stage, 'dark', state));
  };
  const posted = async (view: View): Promise<readonly unknown[]> => (await view.posted()).filter(({ type }) => type !== 'ready');
  const row = ({ page }: View, name: string) => page.getByRole('row', { name: new RegExp(`^${name},`) });
  const focused = async ({ page }: View): Promise<unknown> => await page.evaluate('document.activeElement?.dataset.row ?? null');

  // shows: reproduction-view
  it('says where each stage stands and what comes next, and puts the request for it into the chat', async () => {
    const view = await show('register');
    const stages = await view.page.getByRole('region', { name: 'Stages' }).getByRole('listitem').allInnerTexts();
    assert.equal(stages.length, 12);
    assert.ok(
      stages.some((text) => /^Register\b.*waits for you.*next$/s.test(text)),
      stages.join('\n'),
    );
    await view.page.getByRole('button', { name: 'Ask in Chat' }).click();
    await view.page.getByRole('button', { name: /^Plan\s*,/ }).click();
    assert.deepEqual(await posted(view), [{ type: 'request' }, { type: 'openStage', stage: 'plan' }]);
    assert.deepEqual(view.troubles, []);
  });

  // shows: reproduction-view, reproduction-view-access
  it('begins where there is something to do, and comes back where it was left', async () => {
    const view = setup.keep(await setup.stage.open({ view: 'reproduction', width: 900 }));
    await view.send({ type: 'reproduction', shown: attention });
    assert.equal(await view.page.getByRole('tab', { name: /Register/ }).getAttribute('aria-selected'), 'true');
    await view.page.getByRole('tab', { name: /Register/ }).focus();
    await press(view.page, 'ArrowRight', 'ArrowRight');
    await view.page.reload();
    await view.send({ type: 'reproduction', shown: attention });
    assert.equal(await view.page.getByRole('tab', { name: /Contracts/ }).getAttribute('aria-selected'), 'true');
  });

  // shows: reproduction-view-register, reproduction-view-access
  it('lets a row be changed with the keyboard alone', async () => {
    const view = await show('register');
    await row(view, 'learning rate').focus();
    await press(view.page, 'ArrowDown', 'F2');
    const field = view.page.getByRole('textbox', { name: 'Value of optimizer' });
    assert.equal(await field.inputValue(), 'Adam');
    await field.fill('SGD');
    await press(view.page, 'Escape');
    assert.equal(await focused(view), 'optimizer');
    assert.deepEqual(await posted(view), []);
    await press(view.page, 'Enter');
    await field.fill('AdamW');
    await press(view.page, 'Enter');
    assert.deepEqual(await posted(view), [{ type: 'changeRow', row: 'optimizer', change: { kind: 'value', text: 'AdamW' } }]);
    assert.equal(await focused(view), 'optimizer');
    await press(view.page, 'End');
    assert.equal(await focused(view), 'entropy-queries');
    await press(view.page, 'Home', 'ArrowRight');
    assert.equal(await row(view, 'learning rate').getAttribute('aria-expanded'), 'true');
    await press(view.page, 'ArrowLeft');
    assert.equal(await row(view, 'learning rate').getAttribute('aria-expanded'), 'false');
    assert.deepEqual(view.troubles, []);
  });

  // shows: reproduction-view-register
  it('has the quick fixes of a row: accept, an alternative, sweep, ask the authors, its evidence', async () => {
    const view = await show('register');
    await view.page.getByRole('button', { name: 'Accept optimizer' }).click();
    await view.page.getByRole('button', { name: 'Alternatives of learning rate' }).click();
    await press(view.page, 'ArrowDown', 'Enter');
    for (const choice of [/^Sweep/, /^Ask the Authors/, /^Open sec:setup/]) {
      await view.page.getByRole('button', { name: 'Actions of learning rate' }).click();
      await view.page.getByRole('menuitem', { name: choice }).click();
    }
    const address = attention.selection.map((one) => (one.kind === 'address' ? one.address.split('#')[0] : '')).join('');
    assert.deepEqual(await posted(view), [
      { type: 'changeRow', row: 'optimizer', change: { kind: 'accept' } },
      { type: 'changeRow', row: 'learning-rate', change: { kind: 'alternative', index: 1 } },
      { type: 'changeRow', row: 'learning-rate', change: { kind: 'sweep' } },
      { type: 'changeRow', row: 'learning-rate', change: { kind: 'ask' } },
      { type: 'openAddress', address: `${address}#sec:setup` },
    ]);
  });

  // shows: reproduction-view-register, reproduction-view-access
  it('shows only the rows that need somebody, and hands the keyboard on when one of them is settled', async () => {
    const view = await show('register');
    await view.page.getByRole('button', { name: 'Needs me (3)' }).click();
    assert.equal(await view.page.locator('[data-row]').count(), 3);
    await row(view, 'optimizer').focus();
    const { register } = attention;
    assert.ok(register.kind === 'there');
    const rows = register.rows.map((one) => (one.id === 'optimizer' ? { ...one, state: 'accepted' as const, needsMe: false } : one));
    await view.send({ type: 'reproduction', shown: { ...attention, register: { ...register, rows } } });
    assert.equal(await view.page.locator('[data-row]').count(), 2);
    assert.equal(await focused(view), 'betas');
  });

  // shows: reproduction-view-stale, reproduction-view-register
  it('says what is behind after a change, offers to take it back, and keeps what was typed where it was refused', async () => {
    const view = await show('register-open');
    const said = view.page.locator('.said');
    assert.match(await wordsOf(said), /optimizer is AdamW now.*Behind because of it: plan, run 20261122-031502-a1b2/s);
    await said.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual((await posted(view)).at(-1), { type: 'undo' });
    const other = await show('register-edit');
    assert.match(await wordsOf(other.page.getByRole('alert')), /changed by somebody else meanwhile/);
    assert.equal(await other.page.getByRole('textbox', { name: 'Value of optimizer' }).inputValue(), 'Adam');
  });

  // shows: reproduction-view-plan, reproduction-view-access
  it('draws the plan: from file to file with arrows, opened with Enter, and the same as a list', async () => {
    const view = await show('plan');
    const at = async (): Promise<unknown> => await view.page.evaluate('document.activeElement?.dataset.file ?? null');
    await view.page.getByRole('link', { name: /src\/config\.py, needs nothing/ }).focus();
    await press(view.page, 'ArrowRight');
    assert.equal(await at(), 'src/data.py');
    await press(view.page, 'ArrowDown', 'End', 'Home', 'Enter');
    assert.equal(await at(), 'src/config.py');
    assert.deepEqual(await posted(view), [{ type: 'openFile', file: 'src/config.py' }]);
    const files = await view.page.locator('.file .file-path').allInnerTexts();
    assert.deepEqual(files.slice(0, 3), ['src/config.py', 'src/data.py', 'src/attention.py']);
    assert.match(await wordsOf(view.page.getByRole('tabpanel')), /Accepted 2026-11-22 03:10, with your changes/);
    assert.match(await wordsOf((await show('plan-waits')).page.getByRole('tabpanel')), /It waits for you/);
  });

  // shows: reproduction-view-contracts
  it('draws each equation, says which part differs, and leads to code and paper', async () => {
    const view = await show('contracts');
    assert.equal(await view.page.locator('.contract').count(), 8);
    assert.equal(await view.page.locator('.formula-drawn .katex').count(), 9);
    const differs = view.page.locator('.contract').filter({ hasText: 'Differs first' });
    assert.match(await wordsOf(differs), /eq:weights[\s\S]*differs/);
    await differs.getByRole('button', { name: /weights · src\/attention\.py/ }).click();
    assert.deepEqual((await posted(view)).at(-1), { type: 'openFile', file: 'src/attention.py', symbol: 'weights' });
    assert.match(await wordsOf(view.page.getByRole('tabpanel')), /6 of 8 equations can be held against code: 3 hold, 1 differs/);
    assert.deepEqual(view.troubles, []);
  });

  // shows: reproduction-view-contracts
  it('loads what draws formulas only with the first one', async () => {
    const loaded = `performance.getEntriesByType('resource').filter(({ name }) => name.includes('reproductionFormulas')).length`;
    assert.equal(await (await show('register')).page.evaluate(loaded), 0);
    assert.ok(Number(await (await show('contracts')).page.evaluate(loaded)) > 0);
  });

  // shows: reproduction-view-report
  it('puts measured values beside the paper’s, with the reason of a verdict for pointer and keyboard, and findings first', async () => {
    const view = await show('report');
    const lines = (await wordsOf(view.page.getByRole('tabpanel'))).trim();
    assert.match(lines, /^Error:\s*src\/evaluate\.py was changed after the plan was accepted/);
    const cells = await view.page
      .getByRole('row', { name: /^Unscaled · Accuracy/ })
      .locator('td')
      .allInnerTexts();
    assert.deepEqual(
      cells.map((text) => text.trim()),
      ['97.7 ± 1.5', '91.24 ± 2.61', '5', '−6.46', 'trend only'],
    );
    const tip = view.page.locator('[role=tooltip]:popover-open');
    assert.match(await wordsOf(tip), /within rounding and the spread/);
    await press(view.page, 'Escape');
    assert.equal(await tip.count(), 0);
    await view.page.locator('.chip-button', { hasText: 'trend only' }).hover();
    assert.match(await wordsOf(tip), /order to 2 other values/);
    for (const name of ['Open Report.md', 'Copy as Markdown', /Show beside Paper/]) await view.page.getByRole('button', { name }).click();
    assert.deepEqual(
      (await posted(view)).map((message) => (typeof message === 'object' && message !== null && 'type' in message ? message.type : '')),
      ['openReport', 'copyReport', 'openAddress'],
    );
  });

  // shows: reproduction-view-live
  it('tells of a file that cannot be read with its line, and goes on with the others', async () => {
    const view = await show('broken');
    const alert = view.page.getByRole('alert');
    assert.match(await wordsOf(alert), /register\.json cannot be read: line 10 at rows\[0\]\.state/);
    await alert.getByRole('button', { name: 'Open register.json:10' }).click();
    assert.deepEqual(await posted(view), [{ type: 'openStage', stage: 'register', line: 10 }]);
    await view.page.getByRole('tab', { name: /^Plan/ }).click();
    assert.ok((await view.page.locator('.node').count()) > 5);
    await view.page.getByRole('tab', { name: /^Report/ }).click();
    assert.match(await wordsOf(view.page.getByRole('tabpanel')), /integrity\.json cannot be read[\s\S]*97\.7 ± 1\.5/);
  });

  // shows: reproduction-view-access
  it('keeps within 300 px', async () => {
    for (const name of ['register-300px', 'plan-300px', 'contracts-300px', 'report-300px']) {
      const view = await show(name);
      assert.ok(Number(await view.page.evaluate(`document.querySelector('.reproduction').scrollWidth`)) <= 300, name);
      assert.deepEqual(view.troubles, []);
    }
  });
});
