import { agreement } from './en/agreement.ts';
import { frame } from './en/frame.ts';
import { password } from './en/password.ts';
import { problems } from './en/problems.ts';
import { recovery } from './en/recovery.ts';
import { securityQuestions } from './en/security-questions.ts';
import { session } from './en/session.ts';
import { signIn } from './en/sign-in.ts';

/** What pages say in every language; this is where it is written first. */
export const en = { agreement, frame, password, problems, recovery, securityQuestions, session, signIn } as const;
