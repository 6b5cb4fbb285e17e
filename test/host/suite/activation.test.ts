import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/contributions.ts';
import { generatedManifest } from '../../../src/editor/manifest.ts';
import { practicum } from './practicum.ts';

describe('activation in the extension host', () => {
  it('finds the packed extension, and activates it', async () => {
    const extension = await practicum();
    assert.equal(extension.isActive, true);
  });

  // shows: manifest-generated
  it('contributes what the table declares', async () => {
    // Read from the disk: a remote window rewrites `resourceScheme == file` in what it hands out.
    const { extensionPath } = await practicum();
    const packageJson = JSON.parse(await readFile(join(extensionPath, 'package.json'), 'utf8'));
    assert.deepEqual(packageJson.contributes, JSON.parse(JSON.stringify(generatedManifest()['contributes'])));
  });

  it('registers every declared command', async () => {
    await practicum();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.keys(commands).filter((id) => !registered.has(id)),
      [],
    );
  });

  it('opens the workbench on first use, for the folder of the window', async () => {
    const { exports } = await practicum();
    const { host } = await exports.workbench();
    assert.equal(host.roots.length, 1);
    assert.equal(host.isTrusted(), true);
    assert.equal(await exports.workbench(), await exports.workbench());
  });
});
