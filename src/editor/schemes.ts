/** Documents that Practicum makes up: read-only, and on no disk. */
export const diffSchemes = { before: 'practicum-before', after: 'practicum-after' } as const;
export type DiffSide = keyof typeof diffSchemes;

export const reportScheme = 'practicum-report';

/** A place in a paper: `practicum-paper:/S3.E1.practicum-paper?arxiv:1706.03762v7#S3.E1`, the address in full as the query. */
export const paperScheme = 'practicum-paper';
