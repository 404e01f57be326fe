import { type ApplicationId, applications } from '../../shared/applications.ts';

/** How pages of this product join the steps of their roadmap in the title, innermost first. */
const separator = ' – ';
const trainingMark = /^\[Training\] /;

/**
 * Where the page in a managed window is, outermost first [O1]. Pages of this product say it whole in their title; of any
 * other page the title itself is the last step.
 */
export function roadmapOf(application: ApplicationId, title: string): string[] {
  const portal = 'Enterprise Portal';
  const steps = title.replace(trainingMark, '').split(separator).toReversed();
  if (steps[0] === portal) return steps;
  const { name } = applications[application];
  return [portal, name, ...(title && title !== name ? [title] : [])];
}
