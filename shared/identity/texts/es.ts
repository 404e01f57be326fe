import { accounts } from './es/accounts.ts';
import { administration } from './es/administration.ts';
import { agreement } from './es/agreement.ts';
import { application } from './es/application.ts';
import { capacity } from './es/capacity.ts';
import { frame } from './es/frame.ts';
import { notifications } from './es/notifications.ts';
import { password } from './es/password.ts';
import { portal } from './es/portal.ts';
import { problems } from './es/problems.ts';
import { questions } from './es/questions.ts';
import { reason } from './es/reason.ts';
import { recovery } from './es/recovery.ts';
import { securityQuestions } from './es/security-questions.ts';
import { session } from './es/session.ts';
import { setup } from './es/setup.ts';
import { signIn } from './es/sign-in.ts';
import { support } from './es/support.ts';
import { workstations } from './es/workstations.ts';
import type { Texts } from './texts.ts';

/** What pages say in Spanish, as public health in Texas writes to its people (usted). */
export const es: Texts = {
  accounts,
  administration,
  agreement,
  application,
  capacity,
  frame,
  notifications,
  password,
  portal,
  problems,
  questions,
  reason,
  recovery,
  securityQuestions,
  session,
  setup,
  signIn,
  support,
  workstations,
};
