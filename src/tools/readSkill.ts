import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import { defineTool } from './define.ts';
import { absolutePath } from './paths.ts';
import type { Skill } from './skillsPort.ts';

/** Offered where there are skills. Those of the workspace are files of it; those of the home are read by nothing else. */
export const readSkill = defineTool({
  name: 'read_skill',
  description:
    'Read a skill: know-how for one kind of work, from the project or the person. file: another text of its folder that it names.',
  input: z.strictObject({ skill: z.string().min(1).max(64), file: z.string().min(1).max(500).optional() }),
  effectKinds: ['read', 'record'],
  title: ({ skill, file }) => `Read the skill ${skill}${file === undefined ? '' : `, ${file}`}`,
  effects({ skill, file = main }, { skills, roots }) {
    const found = named(skills.list(), skill);
    return found?.from === 'workspace'
      ? [{ kind: 'read', path: absolutePath(`${found.folder}/${file}`, roots) }]
      : [{ kind: 'record', what: 'session' }];
  },
  async run({ skill, file = main }, { skills, files, roots }, call) {
    const found = named(skills.list(), skill);
    if (found === undefined)
      throw new PracticumError('no-skill', `There is no skill “${skill.slice(0, 64)}”.`, {
        hint: `There are ${skills
          .list()
          .map(({ name }) => name)
          .join(', ')}.`,
      });
    if (found.from === 'home') return { content: await skills.readOwn(found, file) };
    const { decodeText } = await import('../workspace/text.ts');
    const path = absolutePath(`${found.folder}/${file}`, roots);
    const { bytes } = await files.read(call.permit, path, call.signal);
    const { hideSecrets } = await import('../base/redact.ts');
    return { content: hideSecrets(decodeText(bytes, path).text).slice(0, mostChars) };
  },
});

const main = 'SKILL.md';
/** Of one text; a longer one is cut. */
const mostChars = 48_000;

function named(skills: readonly Skill[], name: string): Skill | undefined {
  return skills.find((skill) => skill.name === name.trim().toLowerCase());
}
