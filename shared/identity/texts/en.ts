import { accounts } from './en/accounts.ts';
import { administration } from './en/administration.ts';
import { agreement } from './en/agreement.ts';
import { application } from './en/application.ts';
import { capacity } from './en/capacity.ts';
import { notifications } from './en/notifications.ts';
import { password } from './en/password.ts';
import { portal } from './en/portal.ts';
import { problems } from './en/problems.ts';
import { questions } from './en/questions.ts';
import { reason } from './en/reason.ts';
import { recovery } from './en/recovery.ts';
import { securityQuestions } from './en/security-questions.ts';
import { setup } from './en/setup.ts';
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
  notifications,
  password,
  portal,
  problems,
  questions,
  reason,
  recovery,
  securityQuestions,
  setup,
  support,
  workstations,
} as const;
