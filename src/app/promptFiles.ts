/**
 * Prompt files and skills of the workspace, where it is trusted, and of the home: what stands behind a slash, and what a model is told that
 * it may read. A file only gives words; tools or commands that it names for other programs are words, too.
 */
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError, PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import { findHiddenText } from '../base/hiddenText.ts';
import type { PermitAuthority } from '../base/permit.ts';
import { hideSecrets } from '../base/redact.ts';
import { usingPermit } from '../base/usingPermit.ts';
import type { InstructionFile } from '../sessions/events.ts';
import type { Skill, SkillsPort } from '../tools/skillsPort.ts';
import type { FilesPort } from '../workspace/files.ts';
import { isInside } from '../workspace/paths.ts';
import { decodeText } from '../workspace/text.ts';
import { readFrontMatter } from './frontMatter.ts';
import { argumentsIn, filledIn } from './promptText.ts';
import type { SlashCommand, SlashSource } from './slash.ts';

export interface PromptFilesOptions {
  readonly roots: readonly string[];
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  isTrusted(): boolean;
  readonly files: Pick<FilesPort, 'read'>;
  readonly permits: PermitAuthority;
  /** A file is there and cannot be used, in a sentence. Said once. */
  onProblem(text: string): void;
}

type From = Skill['from'];

interface PromptFile {
  readonly command: SlashCommand;
  readonly path: string;
  readonly from: From;
}

/** Where other programs keep theirs, too: folders with how their files end, and folders of skills. */
const workspacePrompts = [
  ['.practicum/prompts', '.md'],
  ['.github/prompts', '.prompt.md'],
  ['.claude/commands', '.md'],
] as const;
const workspaceSkills = ['.practicum/skills', '.agents/skills', '.github/skills', '.claude/skills'] as const;
const skillFile = 'SKILL.md';
const mostEntries = 200;
const mostBytes = 64 * 1024;
const nameShape = /^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,63}$/u;

export class PromptFiles implements SlashSource {
  readonly #options: PromptFilesOptions;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #said = new Set<string>();
  #prompts: readonly PromptFile[] = [];
  #skills: readonly Skill[] = [];
  readonly skills: SkillsPort = {
    list: () => this.#skills,
    readOwn: async (skill, file) => await ownText(skill, file),
  };

  constructor(options: PromptFilesOptions) {
    this.#options = options;
  }

  /** Of the same name a prompt goes before a skill, the workspace before the home. */
  list(): readonly SlashCommand[] {
    const prompts = this.#prompts.map(({ command }) => command);
    const names = new Set(prompts.map(({ name }) => name));
    return [...prompts, ...this.#skills.filter(({ name }) => !names.has(name)).map(skillCommand)];
  }

  /** Looks again at what there is. Never rejects. */
  async refresh(): Promise<void> {
    const before = JSON.stringify([this.#prompts, this.#skills]);
    const { roots, home, isTrusted } = this.#options;
    const own = isTrusted() ? roots : [];
    const prompts: PromptFile[] = [];
    const skills: Skill[] = [];
    for (const root of own) {
      for (const [folder, end] of workspacePrompts) prompts.push(...(await this.#promptsIn(join(root, folder), end, 'workspace')));
      for (const folder of workspaceSkills) skills.push(...(await this.#skillsIn(join(root, folder), 'workspace')));
    }
    prompts.push(...(await this.#promptsIn(join(home, 'prompts'), '.md', 'home')));
    skills.push(...(await this.#skillsIn(join(home, 'skills'), 'home')));
    this.#prompts = firstOfName(prompts, ({ command }) => command.name);
    this.#skills = firstOfName(skills, ({ name }) => name);
    if (JSON.stringify([this.#prompts, this.#skills]) !== before) this.#changed.fire();
  }

  async expand(name: string, args: Readonly<Record<string, string>>): Promise<{ readonly text: string }> {
    const prompt = this.#prompts.find(({ command }) => command.name === name);
    if (prompt !== undefined) return { text: filledIn(readFrontMatter(await this.#read(prompt.path, prompt.from)).body, args) };
    const skill = this.#skills.find((one) => one.name === name);
    if (skill === undefined)
      throw new PracticumError('slash-unknown', `There is no command /${name} now.`, {
        hint: 'Its file may be gone: type / to see what there is.',
      });
    const { body } = readFrontMatter(await this.#read(join(skill.folder, skillFile), skill.from));
    return {
      text: filledIn(`${body.trim()}\n\n(The skill ${name} lies in ${skill.folder}; read_skill reads other texts that it names.)`, args),
    };
  }

  /** For the model: what skills there are. Nothing where there are none. */
  told(): readonly InstructionFile[] {
    const lines = this.#skills.map(({ name, description }) => `- ${name}: ${description}`);
    if (lines.length === 0) return [];
    const text = ['Skills: know-how for certain work. Where one fits, read it with read_skill before you begin.', ...lines].join('\n');
    return [{ path: 'skills', text: text.slice(0, 8_000) }];
  }

  async #promptsIn(folder: string, end: string, from: From): Promise<readonly PromptFile[]> {
    const found: PromptFile[] = [];
    for (const { name, path } of await entriesOf(folder, 'files', end)) {
      const read = await this.#tryToRead(path, from);
      if (read === undefined) continue;
      const { fields, body } = readFrontMatter(read);
      const command: SlashCommand = {
        name,
        description: plain(fields.get('description') ?? firstLine(body)),
        arguments: argumentsIn(body, plain(fields.get('argument-hint') ?? '')),
        from: from === 'home' ? 'your home' : 'this workspace',
      };
      found.push({ command, path, from });
    }
    return found;
  }

  async #skillsIn(folder: string, from: From): Promise<readonly Skill[]> {
    const found: Skill[] = [];
    for (const { name, path } of await entriesOf(folder, 'folders', '')) {
      const read = await this.#tryToRead(join(path, skillFile), from);
      if (read === undefined) continue;
      const { fields } = readFrontMatter(read);
      const description = plain(fields.get('description') ?? '');
      if (description === '') this.#say(`${join(path, skillFile)} is no skill: it does not say what it is for (description, in its head).`);
      else found.push({ name: name.toLowerCase(), description, folder: path, from });
    }
    return found;
  }

  async #tryToRead(path: string, from: From): Promise<string | undefined> {
    try {
      return await this.#read(path, from);
    } catch (error) {
      if (!/ENOENT/.test(String(error)) && !(error instanceof PracticumError && error.code === 'file-not-found'))
        this.#say(`${path} was not read: ${describeError(error)}`);
      return undefined;
    }
  }

  /** Those of the workspace as any of its files: links lead nowhere else, unsaved text counts. */
  async #read(path: string, from: From): Promise<string> {
    const { files, permits } = this.#options;
    if (from === 'home') return hideSecrets(await homeText(path));
    const { bytes } = await usingPermit(permits, [{ kind: 'read', path }], (permit) => files.read(permit, path));
    if (bytes.length > mostBytes) throw new PracticumError('prompt-large', 'It is larger than 64 KB.', { hint: 'Shorten it.' });
    return hideSecrets(decodeText(bytes, path).text);
  }

  #say(text: string): void {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    this.#options.onProblem(text);
  }
}

function skillCommand({ name, description, from }: Skill): SlashCommand {
  const more = { name: 'arguments', description: '', isRequired: false };
  return { name, description, arguments: [more], from: from === 'home' ? 'a skill of your home' : 'a skill of this workspace' };
}

/** By name; what is no name to type is left out. */
async function entriesOf(
  folder: string,
  what: 'files' | 'folders',
  end: string,
): Promise<readonly { readonly name: string; readonly path: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => (what === 'files' ? entry.isFile() && entry.name.endsWith(end) : entry.isDirectory()))
    .map(({ name }) => ({ name: name.slice(0, name.length - end.length), path: join(folder, name) }))
    .filter(({ name }) => nameShape.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, mostEntries);
}

/** Throws `skill-file` for what is not one of its texts. */
async function ownText({ name, folder }: Skill, file: string): Promise<string> {
  const refuse = (why: string): PracticumError =>
    new PracticumError('skill-file', `${file.slice(0, 200)} of the skill ${name} was not read: ${why}.`, {
      hint: `Give a path below its folder, such as ${skillFile}.`,
    });
  const path = join(folder, file);
  if (!isInside(folder, path)) throw refuse('it lies outside of its folder');
  const [real, own] = [await realpath(path).catch(() => undefined), await realpath(folder).catch(() => folder)];
  if (real === undefined) throw refuse('it is not there');
  if (!isInside(own, real)) throw refuse('it is a link that leads elsewhere');
  try {
    return hideSecrets(await homeText(real));
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : 'it cannot be read');
  }
}

async function homeText(path: string): Promise<string> {
  const entry = await lstat(path);
  if (!entry.isFile()) throw new PracticumError('prompt-file', 'It is no ordinary file.', { hint: 'Put the file itself there.' });
  if (entry.size > mostBytes) throw new PracticumError('prompt-large', 'It is larger than 64 KB.', { hint: 'Shorten it.' });
  return decodeText(await readFile(path), path).text;
}

function firstLine(body: string): string {
  return (
    body
      .trim()
      .split('\n', 1)[0]
      ?.replace(/^#+\s*/, '') ?? ''
  );
}

/** One line in which nothing is hidden. */
function plain(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
  return findHiddenText(line).length === 0 ? line : line.replaceAll(/[^\p{L}\p{N}\p{P}\p{S}\p{Zs}]/gu, '');
}

function firstOfName<T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  const found = new Map<string, T>();
  for (const one of all) if (!found.has(nameOf(one))) found.set(nameOf(one), one);
  return [...found.values()];
}
