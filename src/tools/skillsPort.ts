/** Know-how for a certain kind of work, in a folder with a `SKILL.md` (https://agentskills.io) that says what it is for. */
export interface Skill {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly description: string;
  /** Its folder, absolute. */
  readonly folder: string;
  readonly from: 'workspace' | 'home';
}

/** The skills that there are, as they were found last. */
export interface SkillsPort {
  list(): readonly Skill[];
  /** A text of a skill of the person's home, which no other tool reads; `file`: below its folder. Throws `skill-file`. */
  readOwn(skill: Skill, file: string): Promise<string>;
}

export const noSkills: SkillsPort = {
  list: () => [],
  readOwn: () => Promise.reject(new Error('There are no skills here.')),
};
