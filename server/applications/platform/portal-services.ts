import { type ApplicationEntry, auditApi } from '../../../shared/identity/api/audit.ts';
import { type NewNotice, noticesApi } from '../../../shared/identity/api/notices.ts';
import { type RoleChange, rolesApi } from '../../../shared/identity/api/roles.ts';
import { type Services, serviceScopes } from '../../../shared/identity/api/services.ts';
import { addressOf, type AnswerOf, answerOf, type Endpoint, type ParamsOf } from '../../../shared/contract/endpoint.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { localFetch } from '../../../shared/contract/local-fetch.ts';
import { type FieldProblem, type ProblemDetails, problems, problemTypeOf } from '../../../shared/contract/problems.ts';
import { Problem } from '../../http/problem.ts';
import type { OpenIdClient } from './relying-party/openid.ts';
import type { ApplicationSession } from './relying-party/session.ts';

/**
 * What an application asks of the identity server for itself, as any other application may (`docs/applications.md`). Which of
 * it is allowed is in the manifest.
 */
export class PortalServices {
  readonly #openId: Pick<OpenIdClient, 'ownToken' | 'call'>;
  readonly #scope: string;
  /** Kept until it is refused. */
  #token: Promise<string> | undefined;
  /** By scope, likewise. */
  readonly #applicationTokens: Record<string, Promise<string>> = {};

  constructor(openId: Pick<OpenIdClient, 'ownToken' | 'call'>, services: Services = {}) {
    this.#openId = openId;
    // What other applications are asked with is another token, which opens nothing here.
    this.#scope = serviceScopes.filter((scope) => services[scope] !== undefined).join(' ');
  }

  /**
   * Writes into the audit trail what the caller is about to see or do [R4].
   * @param about ids of this application's own records, by the kinds that its manifest names for the event
   * @throws Problem where it could not be recorded; then it must not happen
   */
  async record(
    event: string,
    { accessToken }: Pick<ApplicationSession, 'accessToken'>,
    about?: Readonly<Record<string, string>>,
  ): Promise<void> {
    const entry: ApplicationEntry = { event, accessToken, ...(about && { about: { ...about } }) };
    await this.#send(auditApi.record, entry);
  }

  /**
   * Writes into the audit trail what the application does itself, where nobody of the portal is signed in.
   * @throws Problem where it could not be recorded; then it must not happen
   */
  async recordItself(event: string, about: Readonly<Record<string, string>>): Promise<void> {
    const send = async () => this.record(event, { accessToken: await this.#ownToken() }, about);
    try {
      await send();
    } catch (error) {
      if (!(error instanceof Problem) || error.type !== 'sign-in-required') throw error;
      // It was good for ten minutes.
      this.#token = undefined;
      await send();
    }
  }

  async #ownToken(): Promise<string> {
    try {
      return await (this.#token ??= this.#openId.ownToken(this.#scope));
    } catch {
      this.#token = undefined;
      throw new Problem('portal-unreachable');
    }
  }

  /** One that is there under its key stays as it is. @throws Problem where the identity server does not take it */
  async postNotice(notice: NewNotice): Promise<void> {
    await this.#send(noticesApi.post, notice);
  }

  /** From every page, at once; one that is not there is nothing to take back. @throws Problem */
  async withdrawNotice(key: string): Promise<void> {
    const answer = await this.#answered(noticesApi.withdraw, undefined, { key });
    if (answer.status === 404) return answer.body?.cancel();
    return requireGood(answer);
  }

  /**
   * Gives or takes a role; their sessions end where that changes anything.
   * @returns which field the identity server cannot use, if it refuses
   * @throws Problem where it does not answer
   */
  async changeRole(change: RoleChange): Promise<FieldProblem | undefined> {
    const answer = await this.#answered(rolesApi.change, change);
    if (answer.status === problems['request-invalid'].status) {
      return ((await answer.json()) as ProblemDetails).fields?.[0];
    }
    await requireGood(answer);
    return undefined;
  }

  /**
   * Asks another application, by a token that is good for nothing but that.
   * @param address of that application
   * @throws Problem `application-unreachable` where it does not answer, or not as declared
   */
  async ask<const E extends Endpoint>(
    address: string,
    called: E,
    params: ParamsOf<E>,
    scope: string,
  ): Promise<AnswerOf<E>> {
    try {
      for (const attempt of ['first', 'again']) {
        const token = await (this.#applicationTokens[scope] ??= this.#openId.ownToken(scope));
        const answer = await localFetch(new URL(addressOf(called, params), address), {
          headers: { authorization: `Bearer ${token}` },
          redirect: 'error',
          signal: AbortSignal.timeout(limits.services.answerWithin),
        });
        if (answer.ok) return answerOf(called, await answer.json());
        await answer.body?.cancel();
        delete this.#applicationTokens[scope];
        // It was good for ten minutes.
        if (answer.status !== 401 || attempt === 'again') break;
      }
    } catch {
      delete this.#applicationTokens[scope];
    }
    throw new Problem('application-unreachable');
  }

  async #send(endpoint: Endpoint, body: unknown): Promise<void> {
    await requireGood(await this.#answered(endpoint, body));
  }

  async #answered(endpoint: Endpoint, body: unknown, params?: object): Promise<Response> {
    const answer = await this.#ask(endpoint, body, params);
    if (answer.status !== 401) return answer;
    // It was good for ten minutes.
    this.#token = undefined;
    await answer.body?.cancel();
    return this.#ask(endpoint, body, params);
  }

  async #ask(endpoint: Endpoint, body: unknown, params?: object): Promise<Response> {
    try {
      this.#token ??= this.#openId.ownToken(this.#scope);
      return await this.#openId.call(addressOf(endpoint, params), await this.#token, {
        method: endpoint.method,
        ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    } catch {
      this.#token = undefined;
      throw new Problem('portal-unreachable');
    }
  }
}

async function requireGood(answer: Response): Promise<void> {
  if (answer.ok) return answer.body?.cancel();
  const type = problemTypeOf(await answer.json().catch(() => undefined));
  if (type === 'not-signed-on') throw new Problem('sign-in-required');
  // What will pass is the caller's to try again; anything else is a mistake of this application.
  if (problems[type].status === 503) throw new Problem(type);
  if (answer.status >= 500 || answer.status === 429) throw new Problem('portal-unreachable');
  throw new Error(`the identity server refused what the application sent: ${type}`);
}
