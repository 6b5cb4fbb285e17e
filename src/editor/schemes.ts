/** Documents that Practicum makes up: read-only, and on no disk. */
export const diffSchemes = { before: 'practicum-before', after: 'practicum-after' } as const;
export type DiffSide = keyof typeof diffSchemes;

export const reportScheme = 'practicum-report';
