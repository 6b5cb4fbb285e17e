// Runs a script of this folder on the project's own Node, after installing what is missing: `node scripts/start.mjs scripts/test.ts`.
// This file alone must work in a fresh clone and on any Node from 18 on, so it uses nothing but what Node brings.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = path.join(root, 'node_modules', '.bin');
const node = process.platform === 'win32' ? path.join(root, 'node_modules/node/bin/node.exe') : path.join(bin, 'node');
// npm writes this file at the very end of an install.
const installed = path.join(root, 'node_modules', '.package-lock.json');

/** Whether node_modules is what the lock file asks for. An interrupted install has no record of its own; an old one names other versions. */
function isInstalled() {
  if (!existsSync(installed) || !existsSync(node)) return false;
  if (statSync(installed).mtimeMs >= statSync(path.join(root, 'package-lock.json')).mtimeMs) return true;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.keys(wanted).every(
    (name) => name === '' || wanted[name].optional === true || found[name]?.version === wanted[name].version,
  );
}

// Beside the folder: an install begins by emptying it.
const turn = path.join(root, '.installing');

/** One at a time: a second install would empty the folder under the first. False when another one has worked meanwhile. */
function takeTurn() {
  for (let isSaid = false; ; isSaid = true) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isOtherAtWork()) rmSync(turn, { force: true });
    else if (!isSaid) console.log('Waiting for another command that installs the packages …');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    if (!existsSync(turn) && isInstalled()) return false;
  }
}

function isOtherAtWork() {
  try {
    process.kill(Number(readFileSync(turn, 'utf8')), 0);
    return true;
  } catch (error) {
    // It belongs to somebody else, but it lives.
    return error.code === 'EPERM';
  }
}

function install() {
  if (!takeTurn()) return true;
  try {
    return installOnce();
  } finally {
    rmSync(turn, { force: true });
  }
}

function installOnce() {
  for (let attempt = 1; attempt <= 3; attempt++) {
    console.log(attempt === 1 ? 'Installing the packages of package-lock.json …' : `Installing again (attempt ${attempt} of 3) …`);
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
    if (npm.status === 0) return true;
  }
  return false;
}

const [script, ...rest] = process.argv.slice(2);
if (script === undefined) {
  console.error('usage: node scripts/start.mjs <script> [arguments]');
  process.exit(2);
}
if (!isInstalled() && !install()) {
  console.error('npm ci failed three times. Check the connection to the package registry, then run the command again.');
  process.exit(1);
}
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
const { status, signal, error } = spawnSync(node, ['--disable-warning=ExperimentalWarning', script, ...rest], {
  cwd: root,
  stdio: 'inherit',
  env,
});
if (error !== undefined) console.error(error.message);
if (signal !== null) console.error(`${script} was ended by ${signal}`);
process.exit(status ?? 1);
