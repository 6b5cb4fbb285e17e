import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { eventually } from '../eventually.ts';
import { GrantForm } from '../pages/grantForm.ts';
import type { Priced } from './window.ts';

export function trust({ window }: Priced): void {
  beforeEach(() => begin({ window }));

  const untilMade = (name: string): Promise<void> => eventually(() => assert.ok(existsSync(window().file(name)), name));

  // shows: ledger-status
  it('shows what was spent and the cap, in the status bar and below the composer', async () => {
    const { chat, workbench } = window();
    await workbench.statusItem('$0.00 / $9.00').waitFor();
    await chat.ask('read page.html');
    await workbench.statusItem(/\$0\.0[1-9] \/ \$9\.00/).waitFor();
    await chat.frame.getByRole('button', { name: /^\$0\.0[1-9] of \$9\.00\./ }).waitFor();
  });

  // shows: approval-facts, rules-offer, rules-same, approval-trace
  it('asks with the parts of a command, and does not ask again once a rule allows it', async () => {
    const { chat, workbench } = window();
    await chat.send('shell touch logs/a');
    await chat.approve(/Run touch logs\/a/);
    await chat.answers.getByText('went well').waitFor();
    await chat.idle();
    await chat.send('shell ls && touch logs/a');
    const card = chat.approval(/Run ls && touch/);
    const parts = card.getByRole('list', { name: 'The command, part by part' }).getByRole('listitem');
    await parts.nth(1).getByText('“touch” is not on the list of harmless programs').waitFor();
    assert.doesNotMatch((await parts.nth(0).textContent()) ?? '', /harmless/);
    await card.getByText(/^Protection: /).waitFor({ state: 'attached' });
    assert.match((await card.locator('.approval-protection').textContent()) ?? '', /Confined by \S+: writes only|Not confined: /);
    await card.getByRole('button', { name: 'Would match 1 earlier call' }).click();
    await card.getByRole('list', { name: 'Calls that it would have matched' }).getByText('Run touch logs/a').waitFor();
    await card.getByRole('button', { name: /^Always allow “touch logs\/a” in this workspace/ }).click();
    await chat.answers.getByText('went well').nth(1).waitFor();
    await chat.idle();
    rmSync(window().file('logs/a'));
    await chat.ask('shell ls && touch logs/a');
    await untilMade('logs/a');
    const passed = chat.tool(/Run ls && touch/).last();
    await passed.getByRole('button', { name: /Run ls && touch/ }).click();
    await passed.getByText(/^Passed unasked: .*touch logs\/a/).waitFor();
    assert.equal(await workbench.toast(/small asks/).count(), 0);
  });

  // shows: grant-form, grant-shown
  it('asks nobody while a grant is in force, shows it, and asks again at once when it is revoked', async () => {
    const { chat, workbench } = window();
    const grant = await new GrantForm(chat).open();
    await grant.hours.fill('500');
    await grant.sign();
    await grant.form.getByText('Write a number of hours above 0, at most 168.').waitFor();
    assert.equal(await grant.hours.getAttribute('aria-invalid'), 'true');
    await grant.hours.fill('2');
    await grant.sign();
    await grant.unfold();
    await grant.banner.getByText('At most $9.00, models and machines together').waitFor();
    // Late in the evening it ends on another day, and says which.
    await workbench.statusItem(/Unattended until .*\d\d:\d\d/).waitFor();
    const isConfined = (await grant.banner.getByText(/^Scripts and commands run in /).count()) === 1;
    await chat.send('shell touch logs/granted');
    // Where nothing confines programs a grant lets no command pass, and says so.
    if (!isConfined) await chat.approve(/Run touch logs\/granted/);
    await chat.answers.getByText('went well').waitFor();
    await untilMade('logs/granted');
    await chat.idle();
    await grant.revoke();
    await grant.banner.waitFor({ state: 'detached' });
    await workbench.statusItem('Unattended until').waitFor({ state: 'hidden' });
    await chat.send('shell touch logs/later');
    await chat.reject(/Run touch logs\/later/);
    await chat.answers.getByText('did not go well').waitFor();
    assert.ok(!existsSync(window().file('logs/later')));
  });
}

export async function begin({ window }: Pick<Priced, 'window'>): Promise<void> {
  const { chat, workbench } = window();
  await chat.open();
  await chat.newSession();
  await workbench.command('Notifications: Clear All Notifications');
}
