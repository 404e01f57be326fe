import type { AgreementVersion, AgreementWording } from '../../../shared/identity/api/identity.ts';
import { defineCollection, type Store } from '../../store/contract.ts';

/** A version that an administrator wrote, by its name. Once it has taken effect it is never changed. */
export interface WrittenVersion {
  readonly id: string;
  readonly effective: string;
  readonly en: AgreementWording;
  readonly es: AgreementWording;
  /** The account of whoever wrote it. */
  readonly by: string;
  readonly writtenAt: number;
}

export const writtenVersions = defineCollection<WrittenVersion>()({
  name: 'agreement-versions',
  lifetime: 'lasting',
  indexes: [],
});

export async function versionsIn(store: Pick<Store, 'collection'>): Promise<AgreementVersion[]> {
  const written = await store.collection(writtenVersions).list();
  return written.map(({ id, effective, en, es }) => ({ version: id, effective, ...en, translations: { es } }));
}
