/** Opens runs in TensorBoard, where an interpreter has it: their points are written as event files, so that it shows runs of any framework. */
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as vscode from 'vscode';
import { systemClock } from '../base/clock.ts';
import { PracticumError } from '../base/errors.ts';
import { eventFile } from '../runs/files/eventWriter.ts';
import { findInterpreter, type Interpreter } from '../runs/interpreter.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { EditorWindow } from './editorWindow.ts';
import { withSeries } from './exportPoints.ts';

const startTimeoutMs = 60_000;
const lookAgainMs = 250;
const terminalName = 'TensorBoard';

/** Whether the interpreter of this workspace has TensorBoard. */
export async function hasTensorBoard(window: EditorWindow): Promise<boolean> {
  const interpreter = await interpreterOf(window).catch(() => undefined);
  return interpreter?.modules['tensorboard'] === true;
}

/** Throws PracticumError (`no-tensorboard`, `tensorboard-silent`, and what finding an interpreter throws). */
export async function openTensorBoard(window: EditorWindow, states: readonly RunState[]): Promise<void> {
  const interpreter = await interpreterOf(window);
  if (interpreter.modules['tensorboard'] !== true) {
    throw new PracticumError('no-tensorboard', `TensorBoard is not installed in ${interpreter.path}.`, {
      hint: `Install it with “${interpreter.path} -m pip install tensorboard”, or choose another interpreter.`,
    });
  }
  const logs = await writeLogs(window, states);
  const port = await freePort();
  vscode.window.terminals.find(({ name }) => name === terminalName)?.dispose();
  const terminal = vscode.window.createTerminal({
    name: terminalName,
    shellPath: interpreter.path,
    shellArgs: ['-m', 'tensorboard.main', '--logdir', logs, '--host', '127.0.0.1', '--port', String(port)],
    iconPath: new vscode.ThemeIcon('graph-line'),
  });
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Starting TensorBoard…', cancellable: true },
    (_, token) => untilOpen(port, terminal, token),
  );
  // Also where the window's machine is another one: the editor leads the port through.
  await vscode.env.openExternal(await vscode.env.asExternalUri(vscode.Uri.parse(`http://127.0.0.1:${port}/`)));
}

async function interpreterOf(window: EditorWindow): Promise<Interpreter> {
  const { host } = await window.workbench();
  const [root = host.home] = host.roots;
  return findInterpreter({ chosen: await host.interpreter(), root, home: host.home, env: host.env, modules: ['tensorboard'] });
}

/** A folder for each run, as TensorBoard lists them; what was written for an earlier look is replaced. */
async function writeLogs(window: EditorWindow, states: readonly RunState[]): Promise<string> {
  const { runs, host } = await window.workbench();
  const folder = path.join(host.home, 'tensorboard', String(process.pid));
  await rm(folder, { recursive: true, force: true });
  for (const state of states) {
    const { series } = await withSeries(runs, state);
    const startMs = state.startedMs ?? state.spec.createdMs;
    const place = path.join(folder, `${runTitle(state).replaceAll(/[^\p{L}\p{N}._ -]+/gu, '-')} ${state.spec.id}`);
    await mkdir(place, { recursive: true });
    const columns = series.map((one) => ({ tag: one.metric, count: one.count, read: one.read }));
    const file = path.join(place, `events.out.tfevents.${Math.floor(startMs / 1000)}.practicum`);
    await pipeline(Readable.from(eventFile(columns, startMs)), createWriteStream(file));
  }
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** The terminal shows why it did not start. */
async function untilOpen(port: number, terminal: vscode.Terminal, token: vscode.CancellationToken): Promise<void> {
  const endMs = systemClock.nowMs() + startTimeoutMs;
  while (systemClock.nowMs() < endMs && !token.isCancellationRequested) {
    if (await answers(port)) return;
    if (terminal.exitStatus !== undefined) break;
    await systemClock.sleep(lookAgainMs);
  }
  if (token.isCancellationRequested) return;
  terminal.show();
  throw new PracticumError('tensorboard-silent', 'TensorBoard did not start.', { hint: 'Its terminal says why.' });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
