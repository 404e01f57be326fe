import type { FastifyReply, FastifyRequest } from 'fastify';
import { accepted } from '../../../shared/contract/languages.ts';
import { recoveryApi } from '../../../shared/identity/api/recovery.ts';
import { ownCookie } from '../../http/cookies.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { HashingBusyError } from '../accounts/password-hashing.ts';
import type { Capability } from '../capability.ts';
import { perAddress } from '../sign-in/routes.ts';
import { workstationId } from '../sign-in/lockout.ts';
import { presentedTicket } from '../sign-in/workstation-cookie.ts';
import { wordedProblem } from '../worded-problem.ts';
import { brokenRules } from '../passwords/broken-rules.ts';
import { answerAll } from './answer-all.ts';
import { answerQuestion } from './answer-question.ts';
import { beginRecovery } from './begin.ts';
import { masked, mayAnswerQuestions } from './choices.ts';
import { type RecoveryContext, recoveryDeps, type UsedUp } from './deps.ts';
import type { Flow } from './flow.ts';
import { redeemCode } from './redeem-code.ts';
import { nextResetDay, resetPassword } from './reset-password.ts';
import { sendCode } from './send-code.ts';

/** Resetting a forgotten password: one route for each step [P2 to P8]. */
export const recovery: Capability = { routes: recoveryRoutes };

function recoveryRoutes(app: HttpServer, context: RecoveryContext): void {
  const deps = recoveryDeps(context);
  const contact = context.deployment.support;
  const cookie = ownCookie(context.origin, 'recovery', context.deployment.id);
  const limited = { rateLimit: perAddress(context) };

  const flowOf = async (request: FastifyRequest): Promise<Flow> => {
    const flow = await deps.flows.find(request.cookies[cookie.name]);
    if (flow === undefined) throw new Problem('recovery-ended');
    return flow;
  };
  const usedUp = ({ nextAt }: UsedUp) =>
    wordedProblem('recovery-tries-used-up', { contact, ...(nextAt !== undefined && { until: nextAt }) }, context);
  const onceADay = () => wordedProblem('recovery-once-a-day', { contact, day: nextResetDay(context) }, context);
  const forget = (reply: FastifyReply) => reply.clearCookie(cookie.name, cookie.options);

  serve(app, recoveryApi.standing, async (request) => {
    const flow = await deps.flows.find(request.cookies[cookie.name]);
    const code = flow?.state === 'code sent' ? flow.code : null;
    const left = code && Math.max(0, Math.floor((code.expiresAt - context.clock.now()) / 1000));
    return { open: flow !== undefined, codeSecondsLeft: left };
  });

  serve(
    app,
    recoveryApi.begin,
    async (request, reply) => {
      const previous = await deps.flows.find(request.cookies[cookie.name]);
      if (previous) await deps.flows.end(previous.id);
      const ticket = presentedTicket(request, context);
      const workstation = ticket === undefined ? 'unknown' : workstationId(ticket);
      const { token, question } = await beginRecovery({ username: request.body.username, workstation }, deps);
      reply.setCookie(cookie.name, token, cookie.options);
      return { question };
    },
    limited,
  );

  serve(
    app,
    recoveryApi.end,
    async (request, reply) => {
      const flow = await deps.flows.find(request.cookies[cookie.name]);
      if (flow) await deps.flows.end(flow.id);
      forget(reply);
    },
    limited,
  );

  serve(
    app,
    recoveryApi.answer,
    async (request, reply) => {
      const answered = await answerQuestion(await flowOf(request), request.body.answer, deps).catch(busy);
      switch (answered.outcome) {
        case 'right': {
          const { account } = answered;
          const questions = account.securityQuestions.map(({ question }) => question);
          return { mailTo: masked(account.email), ...(mayAnswerQuestions(account, context) && { questions }) };
        }
        case 'wrong':
          throw wordedProblem('recovery-answer-wrong', { contact }, context);
        case 'once a day':
          forget(reply);
          throw onceADay();
        case 'tries used up':
          throw usedUp(answered);
        case 'ended':
          throw new Problem('recovery-ended');
      }
    },
    limited,
  );

  serve(
    app,
    recoveryApi.sendCode,
    async (request) => {
      const sent = await sendCode(await flowOf(request), deps, accepted(request.headers['accept-language']));
      if (sent.outcome === 'ended') throw new Problem('recovery-ended');
      if (sent.outcome === 'tries used up') throw usedUp(sent);
      const secondsLeft = Math.floor((sent.expiresAt - context.clock.now()) / 1000);
      return { secondsLeft, ...(sent.mailTo !== undefined && { mailTo: sent.mailTo }) };
    },
    limited,
  );

  serve(
    app,
    recoveryApi.redeemCode,
    async (request) => {
      switch (await redeemCode(await flowOf(request), request.body.code, deps)) {
        case 'proved':
          return { next: 'new-password' as const };
        case 'wrong':
          throw wordedProblem('recovery-code-wrong', {}, context);
        case 'expired':
          throw new Problem('recovery-code-expired');
        case 'tries used up':
          throw usedUp({ outcome: 'tries used up' });
        case 'ended':
          throw new Problem('recovery-ended');
      }
    },
    limited,
  );

  serve(
    app,
    recoveryApi.answerAll,
    async (request) => {
      const answered = await answerAll(await flowOf(request), request.body.answers, deps).catch(busy);
      if (answered.outcome === 'ended') throw new Problem('recovery-ended');
      if (answered.outcome === 'tries used up') throw usedUp(answered);
      if (answered.outcome === 'wrong') throw wordedProblem('recovery-answer-wrong', {}, context);
      return { next: 'new-password' as const };
    },
    limited,
  );

  serve(
    app,
    recoveryApi.setPassword,
    async (request, reply) => {
      const reset = await resetPassword(await flowOf(request), request.body.password, deps).catch(busy);
      if (reset === 'ended') throw new Problem('recovery-ended');
      if (reset === 'once a day') {
        forget(reply);
        throw onceADay();
      }
      if (reset !== 'done') throw brokenRules(reset.broken, context);
      forget(reply);
      return { next: 'sign-in' as const };
    },
    limited,
  );
}

function busy(error: unknown): never {
  throw error instanceof HashingBusyError ? new Problem('busy') : error;
}
