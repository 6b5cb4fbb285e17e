import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { View } from './stage.ts';
import { type ThemeName, themeNames } from './theme.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** axe takes MathML for no text; screen readers read it. */
const isHeadedByMath = `rule.id === 'empty-table-header' && document.querySelector(node.target[0])?.querySelector('math') !== null`;

function look(only: string): string {
  return `axe.run(document, { resultTypes: ['violations'], ${only} }).then(({ violations }) => violations.flatMap((rule) =>
  rule.nodes.filter((node) => !(${isHeadedByMath})).map((node) => rule.id + ': ' + node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? node.failureSummary))))`;
}

const lookAtAll = look('');
/** All that a theme can change. */
const lookAtColours = look("runOnly: ['color-contrast', 'link-in-text-block']");

/** What axe finds, one line per node. */
export async function findings(view: View): Promise<readonly string[]> {
  await view.page.evaluate(axe);
  return view.page.evaluate(lookAtAll);
}

/** Opens each state in one theme, another one each time, and takes it through so many of the others: to open is what takes long. */
export async function lookAtEach<State>(
  states: Readonly<Record<string, State>>,
  otherThemes: number,
  open: (theme: ThemeName, state: State) => Promise<View>,
): Promise<void> {
  for (const [index, [name, state]] of Object.entries(states).entries()) {
    const first = index % themeNames.length;
    const [opened = 'dark', ...others] = [...themeNames.slice(first), ...themeNames.slice(0, first)];
    const view = await open(opened, state);
    assert.deepEqual(await findings(view), [], `${name}, opened in ${opened}`);
    for (const theme of others.slice(0, otherThemes)) {
      await view.wear(theme);
      assert.deepEqual(await view.page.evaluate(lookAtColours), [], `${name}, opened in ${opened}, in ${theme}`);
    }
    assert.deepEqual(view.troubles, [], name);
    await view.close();
  }
}
