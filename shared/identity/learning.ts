/** The guided tour, and the knowledge check after it [H3]. */

/** Each is at a page of the portal; the page's part that it speaks of is marked there. */
export const tourSteps = ['signed-in', 'applications', 'coming-back', 'profile', 'questions', 'password'] as const;
export type TourStep = (typeof tourSteps)[number];

export const tourPages: Readonly<Record<TourStep, string>> = {
  'signed-in': '/',
  applications: '/',
  'coming-back': '/',
  profile: '/profile',
  questions: '/profile',
  password: '/profile',
};

/** Where somebody is in it. Whoever has left it goes on with it, or begins again. */
export const tourStates = [...tourSteps, 'left', 'done'] as const;
export type TourState = (typeof tourStates)[number];

/** The six questions of the State's training, each with what can be answered, and what is right. */
export const knowledgeCheck = [
  { id: 'reset', choices: ['yes', 'no'], right: 'yes' },
  { id: 'share', choices: ['coworker', 'helpDesk', 'nobody'], right: 'nobody' },
  { id: 'code', choices: ['tenMinutes', 'thirtyMinutes', 'oneDay'], right: 'thirtyMinutes' },
  { id: 'username', choices: ['email', 'registryUsername', 'employee'], right: 'registryUsername' },
  { id: 'often', choices: ['onceADay', 'onceAnHour', 'always'], right: 'onceADay' },
  { id: 'locked', choices: ['helpDesk', 'registrySupport', 'vaccineTeam'], right: 'registrySupport' },
] as const;

export type Question = (typeof knowledgeCheck)[number];
export type QuestionId = Question['id'];
