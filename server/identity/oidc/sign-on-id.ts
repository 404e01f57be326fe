import { digestOf } from '../../keys/tokens.ts';

/**
 * The `sid` of one application in one session. The same for every window that signs on at the same time; each would else
 * undo what the others were granted.
 * @param uid the library's name of the session
 */
export function signOnId(uid: string, clientId: string): string {
  return digestOf(`${uid} ${clientId}`);
}
