import { questionsApi } from '../../../shared/identity/api/questions.ts';
import { securityQuestions } from '../../../shared/identity/security-questions.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Account } from '../accounts/account.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { changeQuestions, type ChangeQuestionsDeps, usesQuestions } from './change-questions.ts';

const catalogue = Object.entries(securityQuestions).map(([id, text]) => ({ id, text }));

type Deps = ChangeQuestionsDeps & Pick<IdentityContext, 'passwordProfile'>;

/** Choosing security questions [Q1]. Where the password profile has none, there is nothing at these addresses. */
export const questions: Capability = { routes: questionRoutes };

function questionRoutes(app: HttpServer, context: Deps): void {
  serve(app, questionsApi.read, async (request) => {
    if (!usesQuestions(context)) throw new Problem('not-found');
    return { catalogue, chosen: chosenBy(callerOf(request).account) };
  });

  serve(app, questionsApi.change, async (request) => {
    if (!usesQuestions(context)) throw new Problem('not-found');
    const { account, session } = callerOf(request);
    const { workstation } = session;
    await changeQuestions({ account, workstation, ...request.body }, context);
    return { catalogue, chosen: request.body.answers.map(({ question }) => question) };
  });
}

function chosenBy({ securityQuestions: chosen }: Account): string[] {
  return chosen.map(({ question }) => question);
}
