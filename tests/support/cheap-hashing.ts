import { limits } from '../../shared/contract/limits.ts';

// Hashes of passwords and of passphrases are costly on purpose. What they cost is proved in `as-it-costs`, and whatever runs
// as a process of its own hashes as a deployment does; all other tests hash some thousand times, and prove something else.
Object.assign(limits.passwordHashing, { memoryKiB: 64, passes: 1 });
Object.assign(limits.backup.scrypt, { N: 2 ** 10 });
