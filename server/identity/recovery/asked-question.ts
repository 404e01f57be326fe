import { securityQuestions } from '../../../shared/identity/security-questions.ts';
import type { Keys } from '../../keys/keys.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';
import type { Account } from '../accounts/account.ts';
import { usernameKey } from '../accounts/username.ts';

/** How often the question of a name was answered right; only accounts come to have one. */
interface Turn {
  readonly id: string;
  readonly answered: number;
}

const definition = defineCollection<Turn>()({ name: 'recovery-turns', lifetime: 'session', indexes: [] });

const catalogue = Object.keys(securityQuestions);

/**
 * Which question is asked of a name [P2]: the same one on every try, over flows and restarts, until it is answered right.
 * A name that is nobody's, or whose account has no questions, has one of the catalogue that only the server's key tells.
 */
export class AskedQuestions {
  readonly #turns: Collection<Turn>;
  readonly #keys: Keys;

  constructor(store: Store, keys: Keys) {
    this.#turns = store.collection(definition);
    this.#keys = keys;
  }

  /** What stands for a submitted name in records, so that they hold nothing that was typed. */
  nameOf(username: string): string {
    return this.#hmac(`name/${usernameKey(username)}`).toString('base64url');
  }

  /** @returns the question's id */
  async of(username: string, account: Account | undefined): Promise<string> {
    const turn = (await this.#turns.get(this.nameOf(username)))?.answered ?? 0;
    const choices = account?.securityQuestions.length
      ? account.securityQuestions.map(({ question }) => question)
      : catalogue;
    const choice = this.#hmac(`question/${usernameKey(username)}`).readUInt32BE();
    return choices[(choice + turn) % choices.length]!;
  }

  async nextTurn(name: string): Promise<void> {
    if (await this.#turns.insert({ id: name, answered: 1 })) return;
    await this.#turns.update(name, (turn) => ({ ...turn, answered: turn.answered + 1 }));
  }

  #hmac(what: string): Buffer {
    return this.#keys.code('recovery/questions', what);
  }
}
