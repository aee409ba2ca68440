import type { Problem } from './errors';

/** Where something is not for the caller's eyes, gone, or newer than the server. */
export const unseen: readonly Problem['kind'][] = ['forbidden', 'notFound', 'tooOld'];
