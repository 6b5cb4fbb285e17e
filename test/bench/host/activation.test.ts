import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import * as vscode from 'vscode';

describe('measuring activation', () => {
  it('takes the time from loading the module to activate resolved', async () => {
    const output = process.env['PRACTICUM_BENCH_OUTPUT'];
    assert.ok(output !== undefined);
    const extension = vscode.extensions.getExtension('practicum.practicum');
    assert.ok(extension !== undefined);
    // Nothing in this window activates it by itself, or there would be nothing left to measure.
    assert.equal(extension.isActive, false);
    const started = performance.now();
    await extension.activate();
    appendFileSync(output, `${performance.now() - started}\n`);
  });
});
