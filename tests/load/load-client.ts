import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

/** A browser that is only as much of one as measuring needs: a connection that stays open, and cookies by name. */
export class LoadClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly cookies = new Map<string, string>();

  send(method: string, address: string, { json, form, basic }: Sent = {}): Promise<Answer> {
    const body = json === undefined ? form?.toString() : JSON.stringify(json);
    const type = json === undefined ? 'application/x-www-form-urlencoded' : 'application/json';
    const headers = {
      ...(this.cookies.size > 0 && { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
      ...(body !== undefined && { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
      ...(basic && { authorization: `Basic ${Buffer.from(basic).toString('base64')}` }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(address, { method, headers, agent: this.#agent }, (response) => {
        for (const line of response.headers['set-cookie'] ?? []) this.#keep(line);
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('end', () =>
          resolve({ status: response.statusCode!, location: response.headers.location, body: text }),
        );
      });
      asked.once('error', reject).end(body);
    });
  }

  /** Goes on as long as the way leads to the same server. @returns the first address that does not */
  async follow(address: string): Promise<URL> {
    const { origin } = new URL(address);
    let next = new URL(address);
    for (let hop = 0; hop < 10; hop++) {
      const { status, location } = await this.send('GET', next.href);
      if (location === undefined) throw new Error(`${next.pathname} answered ${status}`);
      next = new URL(location, next);
      if (next.origin !== origin || next.pathname === '/sign-in') return next;
    }
    throw new Error('too many redirects');
  }

  close(): void {
    this.#agent.destroy();
  }

  #keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
    if (value === '') this.cookies.delete(name!);
    else this.cookies.set(name!, value!);
  }
}

interface Sent {
  readonly json?: object;
  readonly form?: URLSearchParams;
  readonly basic?: string;
}

export interface Rate {
  readonly perSecond: number;
  /** How long each took, milliseconds. */
  readonly took: readonly number[];
}

/** Does one thing after the other in each lane, all lanes at once, for so many milliseconds. */
export async function rateOf(lanes: readonly (() => Promise<void>)[], duration: number): Promise<Rate> {
  const took: number[] = [];
  const begin = performance.now();
  await Promise.all(
    lanes.map(async (step) => {
      while (performance.now() - begin < duration) {
        const before = performance.now();
        await step();
        took.push(performance.now() - before);
      }
    }),
  );
  return { perSecond: took.length / ((performance.now() - begin) / 1000), took };
}
