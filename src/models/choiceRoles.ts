import type { ModelRole } from './roles.ts';

/** What a person chose, by role; a role that is not there, or is empty, is done by the main model. */
export type RoleChoices = Readonly<Partial<Record<ModelRole, string>>>;

/** What was chosen for this role itself. */
export function ownChoice(role: ModelRole, choices: RoleChoices): string | undefined {
  const chosen = choices[role]?.trim();
  return chosen === undefined || chosen === '' ? undefined : chosen;
}

export const roleNames: Readonly<Record<ModelRole, string>> = {
  main: 'the conversation',
  research: 'research',
  analysis: 'reading of long texts and pictures',
  compaction: 'summaries',
  titles: 'titles of sessions',
};
