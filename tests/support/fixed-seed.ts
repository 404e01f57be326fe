import { configureGlobal } from 'fast-check';

/** Properties are tried with the same values in every run; whoever looks for others says `KIOSK_TEST_SEED=N`. */
configureGlobal({ seed: Number(process.env['KIOSK_TEST_SEED'] ?? 20_261_129) });
