import { accounts } from './en/accounts.ts';
import { administration } from './en/administration.ts';
import { agreement } from './en/agreement.ts';
import { application } from './en/application.ts';
import { capacity } from './en/capacity.ts';
import { notifications } from './en/notifications.ts';
import { parts } from './en/parts.ts';
import { password } from './en/password.ts';
import { portal } from './en/portal.ts';
import { problems } from './en/problems.ts';
import { questions } from './en/questions.ts';
import { reason } from './en/reason.ts';
import { recovery } from './en/recovery.ts';
import { securityQuestions } from './en/security-questions.ts';
import { session } from './en/session.ts';
import { setup } from './en/setup.ts';
import { signInAgain } from './en/sign-in-again.ts';
import { support } from './en/support.ts';
import { workstations } from './en/workstations.ts';
import { firstEn } from './first-en.ts';

/** What pages say in every language; this is where it is written first. */
export const en = {
  ...firstEn,
  accounts,
  administration,
  agreement,
  application,
  capacity,
  frame: { ...firstEn.frame, ...parts },
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
  signIn: { ...firstEn.signIn, again: signInAgain },
  support,
  workstations,
} as const;
