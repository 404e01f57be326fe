import { usePostgres, storePlace, withoutPostgres, needsPostgres } from '../support/postgres.ts';
import { storeContract } from './store.ts';

const postgres = usePostgres();

storeContract(`PostgreSQL${needsPostgres}`, async () => storePlace(postgres.server.settings), {
  skipped: withoutPostgres,
});
