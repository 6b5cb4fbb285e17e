/** Slash commands and skills of files, for all conversations of a window. What reads them is loaded where there are any. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import type { InstructionFile } from '../sessions/events.ts';
import type { SkillsPort } from '../tools/skillsPort.ts';
import type { PromptFiles, PromptFilesOptions } from './promptFiles.ts';
import type { SlashSource } from './slash.ts';

/** One of them must be there before anything is looked at. */
const parents = ['.practicum', '.github', '.claude', '.agents'] as const;

export class PromptDesk implements SlashSource {
  readonly #options: PromptFilesOptions;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #files: PromptFiles | undefined;
  #opening: Promise<PromptFiles> | undefined;
  readonly skills: SkillsPort = {
    list: () => this.#files?.skills.list() ?? [],
    readOwn: async (skill, file) => await (await this.#open()).skills.readOwn(skill, file),
  };

  constructor(options: PromptFilesOptions) {
    this.#options = options;
  }

  list(): ReturnType<SlashSource['list']> {
    return this.#files?.list() ?? [];
  }

  /** Looks again at what there is. Never rejects. */
  async refresh(): Promise<void> {
    if (this.#opening === undefined && !(await this.#mayBeThere())) return;
    await (await this.#open()).refresh();
  }

  /** For the model: what skills there are. Nothing where there are none. */
  async told(): Promise<readonly InstructionFile[]> {
    await this.refresh();
    return this.#files?.told() ?? [];
  }

  async expand(name: string, args: Readonly<Record<string, string>>): ReturnType<SlashSource['expand']> {
    if (this.#files === undefined)
      throw new PracticumError('slash-unknown', `There is no command /${name}.`, { hint: 'Type / to see what there is.' });
    return await this.#files.expand(name, args);
  }

  async #mayBeThere(): Promise<boolean> {
    const { roots, home, isTrusted } = this.#options;
    const own = isTrusted() ? roots.flatMap((root) => parents.map((name) => join(root, name))) : [];
    const places = [...own, join(home, 'prompts'), join(home, 'skills')];
    const found = await Promise.all(
      places.map((path) =>
        access(path).then(
          () => true,
          () => false,
        ),
      ),
    );
    return found.includes(true);
  }

  #open(): Promise<PromptFiles> {
    this.#opening ??= import('./promptFiles.ts').then(({ PromptFiles: Files }) => {
      const files = new Files(this.#options);
      this.#files = files;
      files.onDidChange(() => this.#changed.fire());
      return files;
    });
    return this.#opening;
  }
}
