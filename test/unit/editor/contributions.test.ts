import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, contextKeys, viewContainers, viewsByContainer, walkthrough } from '../../../src/editor/contributions.ts';
import { generatedManifest } from '../../../src/editor/manifest.ts';
import { menus } from '../../../src/editor/menuContributions.ts';
import { settings } from '../../../src/editor/settingContributions.ts';

const root = new URL('../../../', import.meta.url).pathname;

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('contributions.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));
}

describe('the declared contributions', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  // shows: manifest-generated
  it('are what package.json says', () => {
    for (const [key, value] of Object.entries(generatedManifest())) assert.deepEqual(manifest[key], JSON.parse(JSON.stringify(value)), key);
  });

  // shows: manifest-settings-read
  it('have a reader for every setting', () => {
    const code = sources('src').join('\n');
    for (const [id, { type, ...more }] of Object.entries(settings)) {
      const object = 'each' in more ? 'readOwn' : 'readChoices';
      const reader = { integer: 'readCount', number: 'readAmount', array: 'readList', object, string: 'readSetting' }[type];
      assert.ok(code.includes(`${reader}('${id}')`), `nobody reads ${id}`);
    }
  });

  // shows: manifest-settings-read
  it('have no setting below another one, which the editor would ignore', () => {
    const ids = Object.keys(settings);
    for (const id of ids)
      assert.deepEqual(
        ids.filter((other) => other.startsWith(`${id}.`)),
        [],
      );
  });

  it('have somebody who sets every context key', () => {
    const code = sources('src/editor').join('\n');
    for (const name of Object.keys(contextKeys)) assert.ok(code.includes(`contextKeys.${name}`), `nobody sets ${name}`);
  });

  it('have a title for every command and no command twice in one menu group', () => {
    for (const [id, { title }] of Object.entries(commands)) assert.match(title, /^[A-Z]/, id);
    for (const [menu, entries] of Object.entries(menus)) {
      const places = entries.map((entry) => `${'command' in entry ? `${entry.command} ${entry.when}` : entry.submenu} ${entry.group}`);
      assert.equal(new Set(places).size, places.length, menu);
    }
  });

  // shows: manifest-trust
  it('say what works in an untrusted workspace, and that virtual ones are not supported', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.ok(manifest.capabilities.untrustedWorkspaces.description.length > 20);
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, [
      'practicum.python.interpreter',
      'practicum.runs.folder',
    ]);
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, false);
    assert.ok(manifest.capabilities.virtualWorkspaces.description.length > 20);
  });

  // shows: manifest-activation
  it('activate by Python files, a .practicum folder and a paper that comes back, and by nothing else that is listed', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onLanguage:python',
      'workspaceContains:.practicum/**',
      'onWebviewPanel:practicum.paperTab',
    ]);
  });

  // shows: manifest-identity
  it('belong to practicum.practicum, MIT, a workspace extension without proposed API', () => {
    assert.equal(`${manifest.publisher}.${manifest.name}`, 'practicum.practicum');
    assert.equal(manifest.license, 'MIT');
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.engines.vscode, '^1.106.0');
    assert.equal(manifest.enabledApiProposals, undefined);
  });

  // shows: chat-place
  it('put the chat into the secondary side bar, as a webview view', () => {
    const [container] = viewContainers.secondarySidebar;
    assert.equal(viewsByContainer[container.id][0].type, 'webview');
  });

  it('let no workspace redirect a key or widen what is allowed', () => {
    for (const id of [
      'practicum.anthropic.baseUrl',
      'practicum.openai.baseUrl',
      'practicum.mode',
      'practicum.model',
      'practicum.models.research',
      'practicum.models.analysis',
      'practicum.models.compaction',
      'practicum.models.titles',
      'practicum.models.fallback',
      'practicum.editorModel.confirmEvery',
      'practicum.home',
      'practicum.agent.maxResponses',
      'practicum.agent.maxAttempts',
    ] as const) {
      assert.equal(settings[id].scope, 'machine', id);
    }
  });

  it('show pictures that exist', () => {
    const pictures = [
      ...Object.values(viewContainers).flat(),
      ...Object.values(viewsByContainer).flat(),
      ...walkthrough.steps.map(({ media }) => ({ icon: media.svg })),
      { icon: manifest.icon },
    ].map(({ icon }) => icon);
    for (const picture of pictures) assert.ok(readFileSync(join(root, picture)).length > 0, picture);
  });
});
