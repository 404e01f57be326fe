import type { AddressInfo } from 'node:net';
import type { HttpServer } from '../../../server/http/server.ts';
import { origin, started, type Started } from '../applications/started.ts';

export interface ListeningApplication extends Started {
  readonly port: number;
  readonly host: string;
}

const systems = {
  'hl7-of-site-a': { scope: 'hl7', sites: [{ id: 'site-a', name: 'Site A' }] },
  'hl7-of-two': { scope: 'hl7', sites: ['site-a', 'site-b'].map((id) => ({ id, name: id })) },
  'fhir-only': { scope: 'system/Patient.rs', sites: [{ id: 'site-a', name: 'Site A' }] },
};

/** An application that answers at a real socket, and systems that may call it. */
export async function listening(...given: Parameters<typeof started>): Promise<ListeningApplication> {
  const application = await started(...given);
  for (const [token, system] of Object.entries(systems)) {
    const { callers } = application.trail;
    callers.set(token, { active: true, client_id: `client-${token}`, client_name: 'Clinic system', ...system });
  }
  const app: HttpServer = application.app;
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { ...application, port, host: new URL(origin).host };
}
