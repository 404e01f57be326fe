/** What the owner of every training account knows. Written out, so that a change of it is noticed. */
export const trainingPassword = 'Bluebonnet-2026!';
