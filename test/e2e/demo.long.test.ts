import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import { capture } from '../../scripts/run.ts';
import { runFolders } from './runFolders.ts';

describe('npm run demo without a display', () => {
  // shows: demo-headless
  it('does the main job and leaves pictures, the session’s log and the runs', async function demo() {
    this.timeout(600_000);
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
    const { code, output } = await capture(process.execPath, ['scripts/demo.ts'], { cwd: root, env, isQuiet: true });
    assert.equal(code, 0, output);
    const folder = path.join(root, 'demo-output');
    const pictures = globSync('*.png', { cwd: folder });
    assert.equal(pictures.length, 6);
    for (const picture of pictures) assert.ok(statSync(path.join(folder, picture)).size > 50_000, picture);
    const logs = globSync('sessions/*.jsonl', { cwd: folder });
    assert.equal(logs.length, 1);
    const events = readFileSync(path.join(folder, logs[0] ?? ''), 'utf8')
      .trim()
      .split('\n');
    assert.ok(events.some((line) => line.includes('"type":"turn.ended"') && line.includes('"end":"done"')));
    assert.equal(runFolders(path.join(folder, 'digits')).length, 2);
  });
});
