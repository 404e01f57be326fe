import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { type Draft, draftsApi } from '../../../shared/applications/api/drafts.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { Jobs } from '../../jobs.ts';
import type { HttpServer } from '../../http/server.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';
import { digestOf } from '../../keys/tokens.ts';

/** Whose draft it is: what one person typed at one workstation is for nobody else and for no other place. */
interface Owner {
  readonly accountId: string;
  readonly workstation: string;
}

export interface DraftRecord {
  /** Digest of owner and form. */
  readonly id: string;
  /** The fields, encrypted for the owner; base64. */
  readonly sealed: string;
  readonly expiresAt: number;
}

export const draftRecords = defineCollection<DraftRecord>()({ name: 'drafts', lifetime: 'session', indexes: [] });

export interface DraftDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** The key of each owner is derived from it. */
  readonly draftKey: Buffer;
  /** The application's, which keep drafts. */
  readonly forms: readonly string[];
}

/** What people have typed into forms and not sent yet [T4]. Nothing here counts as activity. */
export function draftRoutes(app: HttpServer, jobs: Pick<Jobs, 'add'>, deps: DraftDeps): void {
  const drafts = new Drafts(deps);
  jobs.add({ name: 'expired-drafts', every: limits.drafts.sweepEvery, run: () => drafts.deleteExpired() });

  const known = (form: string) => {
    if (deps.forms.includes(form)) return form;
    throw new Problem('request-invalid', { fields: [{ field: 'form', message: 'is none that keeps drafts here' }] });
  };

  serve(app, draftsApi.read, async (request) => {
    const fields = await drafts.read(request.applicationSession!.caller, known(request.params.form));
    return fields && { fields };
  });

  serve(app, draftsApi.keep, async (request) => {
    await drafts.keep(request.applicationSession!.caller, known(request.params.form), request.body.fields);
  });

  serve(app, draftsApi.discard, async (request) => {
    await drafts.discard(request.applicationSession!.caller, known(request.params.form));
  });
}

class Drafts {
  readonly #deps: DraftDeps;
  readonly #records: Collection<DraftRecord>;

  constructor(deps: DraftDeps) {
    this.#deps = deps;
    this.#records = deps.store.collection(draftRecords);
  }

  async read(owner: Owner, form: string): Promise<Draft['fields'] | undefined> {
    const id = idOf(owner, form);
    const record = await this.#records.get(id);
    if (record === undefined) return undefined;
    if (this.#deps.clock.now() < record.expiresAt) return unseal(this.#keyOf(owner), record);
    await this.#records.delete(id);
    return undefined;
  }

  async keep(owner: Owner, form: string, fields: Draft['fields']): Promise<void> {
    const id = idOf(owner, form);
    const expiresAt = this.#deps.clock.now() + limits.drafts.keptFor;
    await this.#records.put({ id, sealed: seal(this.#keyOf(owner), id, fields), expiresAt });
  }

  async discard(owner: Owner, form: string): Promise<void> {
    await this.#records.delete(idOf(owner, form));
  }

  async deleteExpired(): Promise<void> {
    const now = this.#deps.clock.now();
    for (const { id, expiresAt } of await this.#records.list()) if (expiresAt <= now) await this.#records.delete(id);
  }

  #keyOf({ accountId, workstation }: Owner): Buffer {
    const info = `enterprise-portal-kiosk/draft/${JSON.stringify([accountId, workstation])}`;
    return Buffer.from(hkdfSync('sha256', this.#deps.draftKey, Buffer.alloc(0), info, 32));
  }
}

function idOf({ accountId, workstation }: Owner, form: string): string {
  return digestOf(JSON.stringify([accountId, workstation, form]));
}

const nonceBytes = 12;
const tagBytes = 16;

/** The id is authenticated with it, so that a record that was moved to another id does not open. */
function seal(key: Buffer, id: string, fields: Draft['fields']): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
  const body = Buffer.concat([cipher.update(JSON.stringify(fields), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
}

/** @returns undefined for what was not sealed under this key and id: to its reader it is not there */
function unseal(key: Buffer, { id, sealed }: DraftRecord): Draft['fields'] | undefined {
  const content = Buffer.from(sealed, 'base64');
  if (content.length < nonceBytes + tagBytes) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, content.subarray(0, nonceBytes))
      .setAAD(Buffer.from(id))
      .setAuthTag(content.subarray(-tagBytes));
    const body = content.subarray(nonceBytes, -tagBytes);
    const text = Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    return JSON.parse(text) as Draft['fields'];
  } catch {
    return undefined;
  }
}
