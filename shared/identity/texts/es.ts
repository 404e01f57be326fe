import { agreement } from './es/agreement.ts';
import { frame } from './es/frame.ts';
import { password } from './es/password.ts';
import { problems } from './es/problems.ts';
import { recovery } from './es/recovery.ts';
import { securityQuestions } from './es/security-questions.ts';
import { session } from './es/session.ts';
import { signIn } from './es/sign-in.ts';
import type { Texts } from './texts.ts';

/** What pages say in Spanish, as public health in Texas writes to its people (usted). */
export const es: Texts = { agreement, frame, password, problems, recovery, securityQuestions, session, signIn };
