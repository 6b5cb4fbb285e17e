/** What other agents and the editor’s own chat find of Practicum, as package.json declares it. No `vscode` import here. */

/** Practicum as a server of tools, which the editor starts. */
export const mcpProvider = { id: 'practicum.tools', label: 'Practicum' } as const;

/** `@practicum` in the editor’s own chat. */
export const participant = {
  id: 'practicum.participant',
  name: 'practicum',
  fullName: 'Practicum',
  description: 'Train, read runs and papers, implement papers: in Practicum’s own session, under its approvals',
  isSticky: true,
  commands: [
    { name: 'runs', description: 'How the training runs of this workspace stand' },
    { name: 'paper', description: 'What a paper says, with addresses: arXiv id, DOI, link or file' },
    { name: 'reproduce', description: 'Implement a paper, or a part of it, exactly as it says' },
  ],
} as const;
