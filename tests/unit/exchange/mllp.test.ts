import { once } from 'node:events';
import { X509Certificate } from 'node:crypto';
import { connect, type TLSSocket } from 'node:tls';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { listenForMessages } from '../../../server/applications/immtrac2/exchange/mllp.ts';
import { mllpOf } from '../../../server/applications/immtrac2/exchange/mllp-settings.ts';
import { type CertifiedKey, makeServerCertificate } from '../../../server/keys/certificates.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import { certificatesFor } from '../../support/certificates.ts';
import { clock, exchangeHere, outcome, query, report } from './messages.ts';

async function start() {
  const here = await exchangeHere();
  const { authority, server } = await certificatesFor('registry.example');
  const [known, stranger] = await Promise.all(
    ['ehr.example', 'stranger.example'].map((name) => makeServerCertificate(name, authority, Date.now())),
  );
  const recorded: string[] = [];
  const { fingerprint256 } = new X509Certificate(known!.certificate);
  const sender = {
    id: 'clinic-ehr',
    name: 'Clinic EHR',
    sites: [{ id: 'site-a', name: 'Site A' }],
    fingerprint: fingerprint256,
  };
  const listening = await listenForMessages(
    { store: here.store, clock, timeZone: defaultTimeZone },
    { host: '127.0.0.1', port: 0, senders: [sender], secured: () => {} },
    {
      tls: { cert: server.certificate, key: server.key },
      log: pino({ level: 'silent' }),
      record: async (event, about) => void recorded.push(`${event} ${Object.keys(about).join(' ')}`),
    },
  );
  onTestFinished(() => listening.close());
  const dial = async (shown?: CertifiedKey) => {
    const socket = connect({
      port: listening.port,
      host: '127.0.0.1',
      servername: 'registry.example',
      ca: authority.certificate,
      ...(shown && { cert: shown.certificate, key: shown.key }),
    });
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    return socket;
  };
  return { ...here, recorded, known: known!, stranger: stranger!, dial };
}

async function answers(socket: TLSSocket, count: number): Promise<string[]> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.split('\u001C\r').length > count) break;
  }
  return text.split('\u001C\r').slice(0, count);
}

const block = (message: string) => `\u000B${message}\u001C\r`;

test('[I7] a system that is known by its certificate sends messages over MLLP, and each is answered in its order', async () => {
  const { dial, known, doses, recorded } = await start();
  const socket = await dial(known);
  socket.write(block(report()) + block(report({ 'MSH-10': 'C2', PID: undefined })));
  const [first, second] = await answers(socket, 2);
  expect(first!.startsWith('\u000BMSH')).toBe(true);
  expect([outcome(first!), outcome(second!)]).toEqual([['AA'], ['AE', 'E 100 PID']]);
  // In two pieces, on the same connection.
  socket.write(`\u000B${query().slice(0, 50)}`);
  socket.write(`${query().slice(50)}\u001C\r`);
  expect((await answers(socket, 1))[0]).toContain('Z32^CDCPHINVS');
  expect(await doses()).toHaveLength(1);
  expect(recorded).toEqual(['mllp.connected sender exchange', 'mllp.client-opened sender client']);
}, 20_000);

test('[I7] whoever shows another certificate, or none, is not listened to, and what is cut off is not stored', async () => {
  const { dial, known, stranger, doses } = await start();
  for (const shown of [stranger, undefined]) {
    const socket = await dial(shown);
    socket.write(block(report()));
    await once(socket, 'close');
  }
  const cut = await dial(known);
  cut.end(`\u000B${report()}`);
  await once(cut, 'close');
  expect(await doses()).toEqual([]);
}, 20_000);

test('[I7] settings for MLLP without TLS, or with a file that is no certificate, stop the start', async () => {
  const sender = {
    id: 'clinic-ehr',
    name: 'EHR',
    certificateFile: import.meta.filename,
    sites: [{ id: 'a', name: 'A' }],
  };
  await expect(mllpOf({ mllp: { port: 2575, senders: [sender] } })).rejects.toThrow(
    'mllp: messages are only taken within TLS',
  );
  const server = { name: 'registry.example', tls: { certificateFile: 'a', keyFile: 'b' } };
  await expect(mllpOf({ server, mllp: { port: 2575, senders: [sender] } })).rejects.toThrow(
    'mllp.senders[0].certificateFile',
  );
});
