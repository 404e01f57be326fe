import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';

/** How much of what its store holds well a deployment uses [R2]. */
export const Capacity = Type.Object(
  {
    accounts: Type.Integer(),
    /** So many the store holds well; null where it has no such limit. */
    comfortable: Type.Union([Type.Integer(), Type.Null()]),
    level: Type.Enum(['plenty', 'near the limit', 'over the limit']),
  },
  { additionalProperties: false },
);
export type Capacity = Static<typeof Capacity>;

export const capacityApi = {
  read: endpoint({ method: 'GET', path: '/api/capacity', access: 'administrator', answer: Capacity }),
};
