import { Capacity, capacityApi } from '../../shared/identity/api/capacity.ts';
import { limits } from '../../shared/contract/limits.ts';
import { serve } from '../http/serve.ts';
import type { HttpServer } from '../http/server.ts';
import type { Capability } from './capability.ts';
import type { IdentityContext } from './context.ts';

type CapacityDeps = Pick<IdentityContext, 'comfortableAccounts'> & {
  readonly accounts: Pick<IdentityContext['accounts'], 'count'>;
};

export async function capacityOf({ accounts, comfortableAccounts }: CapacityDeps): Promise<Capacity> {
  const count = await accounts.count();
  return { accounts: count, comfortable: comfortableAccounts ?? null, level: levelOf(count, comfortableAccounts) };
}

export function levelOf(accounts: number, comfortable: number | undefined): Capacity['level'] {
  if (comfortable === undefined || accounts < comfortable * limits.lowdb.announcedAt) return 'plenty';
  return accounts <= comfortable ? 'near the limit' : 'over the limit';
}

/** Tells administrators in the portal, and the log, before a limit of the store hurts [R2]. */
export const capacity: Capability = { routes: announceCapacity };

async function announceCapacity(app: HttpServer, deps: CapacityDeps & Pick<IdentityContext, 'log'>): Promise<void> {
  serve(app, capacityApi.read, async () => capacityOf(deps));

  let said: Capacity['level'] = 'plenty';
  const look = async () => {
    const { level, ...figures } = await capacityOf(deps);
    if (level !== said && level !== 'plenty')
      deps.log.warn({ ...figures, level }, 'the store is near its limit of accounts');
    said = level;
  };
  await look();
  const timer = setInterval(() => {
    look().catch((error: unknown) => deps.log.error({ err: error }, 'accounts could not be counted'));
  }, limits.lowdb.lookEvery).unref();
  app.addHook('onClose', async () => clearInterval(timer));
}
